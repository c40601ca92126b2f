import { cast } from '@/db/cast';
import { Forbidden } from '@/lib/errors';
import { countFollowing, getFollowSettings } from '@/lib/follow/queries';
import { listGroupRecords, listGroupsOfRecord } from '@/lib/group-records/queries';
import { newId } from '@/lib/ids';
import { getDeletion, getSharing, listBin, listShareCandidates } from '@/lib/record-access/queries';
import type { Principal } from '@/lib/record-access/view-models';
import { may } from './ability-reference';
import { followedBy } from './people-rows';
import { recordLists } from './plant-group-records';
import { type Eyes, finds, findsInBin, isInside, isMember, knows, met } from './reference';
import type { RouteCase, RouteRows } from './route-rows';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { groupOf, groups, people, personOf, type Rec, records } from './world';

const holds = ({ who }: Eyes, ...any: string[]) => any.some((permission) => who.permissions.includes(permission));

/** Whoever holds the permission opens a record by asking, which is noted. */
const opensIt = (eyes: Eyes, record: Rec) =>
  finds(eyes, record) || (!record.isDeleted && holds(eyes, 'view_all_data', 'modify_all_data'));

/** What a page for owners answers: nothing to strangers, a refusal to those who may only read it. */
function forOwners<T>(eyes: Eyes, record: Rec, verb: string, shown: () => T): T | string {
  if (!opensIt(eyes, record)) return 'NotFound';
  return may.record[verb]?.(eyes.who, record) ? shown() : new Forbidden().name;
}

const nameOf = (principal: Principal | null) => {
  if (!principal) return 'unknown';
  return principal.kind === 'person' ? principal.person.name : principal.group.name;
};

/** The shares of a record as this reader knows them: unlisted groups have a name for members only. */
const sharesOf = (eyes: Eyes, { shares }: Rec) =>
  sorted(
    Object.keys(shares).map((handle) => {
      const group = groupOf(handle);
      return group ? (knows(eyes, group) ? group.name : 'unknown') : personOf(handle).name;
    }),
  );

const ofEachRecord = (ask: (record: Rec) => Case['ask'], expected: (eyes: Eyes, record: Rec) => unknown): Case[] =>
  records.map((record) => ({ of: record.key, ask: ask(record), expected: (eyes) => expected(eyes, record) }));

const never = (ask: Case['ask']): Case => ({ of: 'an id that never was', ask, expected: () => 'NotFound' });

const restrictedOne = { owner: { id: cast.member.id } as never, access: 'restricted' as const, shares: [] };

const named = (eyes: Eyes, typed: string) =>
  sorted([
    ...met(eyes)
      .filter(({ name, isActive, id }) => isActive && id !== cast.member.id && name.toLowerCase().includes(typed))
      .map(({ name }) => name),
    ...groups
      .filter((group) => knows(eyes, group) && !group.isArchived && group.name.toLowerCase().includes(typed))
      .map(({ name }) => name),
  ]);

export const recordAccessRows: QueryRows = {
  'record-access/queries.getSharing': () => [
    ...ofEachRecord(
      (record) => async (viewer) => {
        const { shares, access } = await getSharing(viewer, record.object, record.id);
        return { shares: sorted(shares.map(({ principal }) => nameOf(principal))), access };
      },
      (eyes, record) =>
        forOwners(eyes, record, 'share', () => ({
          shares: sharesOf(eyes, record),
          access: record.isPrivate ? 'restricted' : 'open',
        })),
    ),
    never((viewer) => getSharing(viewer, 'opportunity', newId())),
    never((viewer) => getSharing(viewer, 'account', cast.records.open.id)),
  ],
  'record-access/queries.listShareCandidates': () =>
    ['pricing', 'oskar', 'project harbor', 'snelling', ''].map((typed) => ({
      of: typed,
      ask: async (viewer) =>
        sorted((await listShareCandidates(viewer, restrictedOne, typed)).map(({ principal }) => nameOf(principal))),
      expected: (eyes) => (typed ? named(eyes, typed) : []),
    })),
  'record-access/queries.getDeletion': () => [
    ...ofEachRecord(
      (record) => async (viewer) => (await getDeletion(viewer, record.object, record.id)).record.name,
      (eyes, record) => forOwners(eyes, record, 'delete', () => record.name),
    ),
    never((viewer) => getDeletion(viewer, 'opportunity', newId())),
  ],
  'record-access/queries.listBin': () =>
    ['opportunity', 'case', 'never_was'].map((object) => ({
      of: object,
      ask: async (viewer) => idsOf(await listBin(viewer, object)),
      expected: (eyes) => {
        const isKnown = !eyes.who.isGuest || records.some((one) => one.object === object && finds(eyes, one));
        return idsOf(records.filter((one) => isKnown && one.object === object && findsInBin(eyes, one)));
      },
    })),
  'group-records/queries.listGroupRecords': () =>
    groups.map((group) => ({
      of: group.kind,
      ask: (viewer) => throughPages((after) => listGroupRecords(viewer, group.id, { after, size: 2 })),
      expected: (eyes) =>
        recordLists.includes(group.id) && isInside(eyes, group)
          ? idsOf(records.filter((record) => finds(eyes, record)))
          : [],
    })),
  'group-records/queries.listGroupsOfRecord': () =>
    ofEachRecord(
      (record) => async (viewer) => {
        const { groups: on, choices } = await listGroupsOfRecord(viewer, record.id);
        return { on: sorted(on.map(({ name }) => name)), choices: sorted(choices.map(({ name }) => name)) };
      },
      (eyes, record) => {
        const seen = groups.filter(
          (group) => recordLists.includes(group.id) && isInside(eyes, group) && finds(eyes, record),
        );
        const fitting = groups.filter(
          (group) =>
            isMember(eyes.who, group) &&
            !seen.includes(group) &&
            !group.allowsGuests &&
            may.group.post?.(eyes.who, group),
        );
        return { on: sorted(seen.map(({ name }) => name)), choices: sorted(fitting.map(({ name }) => name)) };
      },
    ),
  'follow/queries.countFollowing': () =>
    people.map((person) => ({
      of: person.role,
      ask: async (viewer) => {
        const { people: followed, topics, records: read } = await countFollowing(viewer, person.id);
        return followed + topics + read;
      },
      expected: (eyes) => followedBy(eyes, person).length,
    })),
  'follow/queries.getFollowSettings': () => [
    { of: 'one’s own', ask: getFollowSettings, expected: () => ({ followsOwn: false }) },
  ],
};

const statuses = { own: 200, other: 403, none: 404 };

/** A page below a record for those to whom it belongs. */
const ofOwnRecords = (below: string, verb: string) => (): RouteCase[] =>
  records.map((record) => ({
    of: record.key,
    path: `/records/${record.object}/${record.id}${below}`,
    never: `/records/${record.object}/${newId()}${below}`,
    status: (eyes) =>
      opensIt(eyes, record) ? statuses[may.record[verb]?.(eyes.who, record) ? 'own' : 'other'] : statuses.none,
  }));

export const recordAccessRoutes: RouteRows = {
  'app/(main)/records/[object]/[id]/sharing/page.tsx': ofOwnRecords('/sharing', 'share'),
  'app/(main)/records/[object]/[id]/delete/page.tsx': ofOwnRecords('/delete', 'delete'),
  'app/(main)/records/[object]/bin/page.tsx': () => [
    { of: 'cases', path: '/records/case/bin', status: () => 200, never: '/records/never_was/bin' },
  ],
};
