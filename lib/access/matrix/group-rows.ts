import type { Viewer } from '@/lib/access/viewer';
import { findAnnouncedPost } from '@/lib/announcements/queries';
import { listGroups } from '@/lib/groups/list-queries';
import { listCandidates, listHeirs, listInvitations, listJoinRequests, listMembers } from '@/lib/groups/member-queries';
import { getGroup } from '@/lib/groups/queries';
import { newId } from '@/lib/ids';
import { may } from './ability-reference';
import { activityOf } from './ids';
import { planted } from './plant';
import {
  activeMembers,
  type Eyes,
  isInside,
  isMember,
  knows,
  manages,
  meets,
  met,
  opens,
  readable,
  seatOf,
  standsUnder,
} from './reference';
import { type Case, type QueryRows, sorted } from './rows';
import { type Group, groups, people, personOf } from './world';

const ofEach = (
  ask: (viewer: Viewer, group: Group) => Promise<unknown>,
  expected: (eyes: Eyes, group: Group) => unknown,
) =>
  groups.map(
    (group): Case => ({
      of: group.kind,
      ask: (viewer) => ask(viewer, group),
      expected: (eyes) => expected(eyes, group),
    }),
  );

const ownerOf = (group: Group) =>
  personOf(Object.keys(group.seats).find((handle) => group.seats[handle] === 'owner') ?? '');

/** getGroup opens what a permission opens, by itself: whoever could open the group is as if they had. */
const opening = (eyes: Eyes, group: Group): Eyes => (opens(eyes.who, group) ? { who: eyes.who, asked: group } : eyes);

async function shownGroup(viewer: Viewer, slug: string) {
  const { group } = await getGroup(viewer, slug);
  const { id, description, information, informationTitle, memberCount, isOpen, role, hasAsked, can } = group;
  const owner = group.owner?.handle;
  const inside = { managers: handles(group.managers), newest: handles(group.newest), asking: group.requestCount };
  return { id, description, information, informationTitle, memberCount, isOpen, role, hasAsked, owner, can, inside };
}

function expectedGroup(eyes: Eyes, group: Group) {
  if (!knows(eyes, group)) return 'NotFound';
  const isOpen = isInside(eyes, group);
  return {
    id: group.id,
    description: `What everyone may know about ${group.name}.`,
    information: isOpen ? `What members of ${group.name} know.` : '',
    informationTitle: isOpen ? 'For members' : '',
    memberCount: activeMembers(group).length,
    isOpen,
    role: seatOf(eyes.who, group),
    hasAsked: group.asked.includes(eyes.who.handle),
    owner: ownerOf(group).handle,
    inside: {
      managers: members(eyes, group, (handle) => group.seats[handle] !== 'member'),
      newest: members(eyes, group),
      asking: manages(eyes.who, group) ? group.asked.length : 0,
    },
    can: {
      ...Object.fromEntries(Object.entries(may.group).map(([verb, rule]) => [verb, rule(eyes.who, group)])),
      decide: manages(eyes.who, group),
    },
  };
}

const tabs = {
  mine: (eyes: Eyes, group: Group) => isMember(eyes.who, group) && !group.isArchived,
  all: (_: Eyes, group: Group) => !group.isArchived,
  archived: (_: Eyes, group: Group) => group.isArchived,
};

const shownCard = (viewer: Viewer, tab: keyof typeof tabs, q: string | undefined) => async () => {
  const { items } = await listGroups(viewer, { tab, q });
  return items.map(
    (card) => `${card.id} ${card.memberCount} ${card.role} ${card.can.join} ${card.can.ask} ${card.lastActivityAt}`,
  );
};

function expectedCard(eyes: Eyes, group: Group): string {
  // What was posted elsewhere and mentions the group counts only for those who can read it.
  const below = isInside(eyes, group) ? readable(eyes).filter((post) => standsUnder(post).has(group.slug)) : [];
  const lastActivity =
    below
      .map(({ id }) => activityOf(id))
      .toSorted()
      .at(-1) ?? null;
  const parts = [...['join', 'ask'].map((verb) => may.group[verb]?.(eyes.who, group)), lastActivity];
  return `${group.id} ${activeMembers(group).length} ${seatOf(eyes.who, group)} ${parts.map(String).join(' ')}`;
}

const members = (eyes: Eyes, group: Group, fits: (handle: string) => boolean = () => true) =>
  isInside(eyes, group)
    ? sorted(
        Object.keys(group.seats).filter(
          (handle) => fits(handle) && personOf(handle).isActive && meets(eyes, personOf(handle)),
        ),
      )
    : [];

const handles = (lines: readonly { handle: string }[]) => sorted(lines.map(({ handle }) => handle));

/** The group as a page has it, for the queries that are asked next; of an unknown one nothing is asked. */
async function withGroup(
  viewer: Viewer,
  group: Group,
  ask: (found: Awaited<ReturnType<typeof getGroup>>) => Promise<unknown>,
) {
  return ask(await getGroup(viewer, group.slug));
}

const announcedIn = (group: Group) => planted.announcements.get(group.id)?.postId ?? 'nothing announced';

export const groupRows: QueryRows = {
  'announcements/queries.findAnnouncedPost': () =>
    ofEach(
      async (viewer, group) => {
        const announcement = { id: '', postId: planted.announcements.get(group.id)?.postId ?? newId(), until: '' };
        return (await findAnnouncedPost(viewer, { announcement }))?.id ?? 'nothing announced';
      },
      (eyes, group) => (isInside(eyes, group) ? announcedIn(group) : 'nothing announced'),
    ),
  'groups/queries.getGroup': () => [
    ...ofEach(
      (viewer, group) => shownGroup(viewer, group.slug),
      (eyes, group) => expectedGroup(opening(eyes, group), group),
    ),
    ...ofEach(
      async (viewer, group) => (await getGroup(viewer, group.slug)).group.announcement?.postId ?? 'nothing announced',
      (eyes, group) => {
        if (!knows(opening(eyes, group), group)) return 'NotFound';
        return isInside(opening(eyes, group), group) ? announcedIn(group) : 'nothing announced';
      },
    ),
    { of: 'an address that never was', ask: (viewer) => shownGroup(viewer, 'never-was'), expected: () => 'NotFound' },
  ],
  'groups/list-queries.listGroups': () =>
    (['mine', 'all', 'archived'] as const).flatMap((tab) =>
      [undefined, 'r'].map((q) => ({
        of: `${tab} with ${q}`,
        ask: async (viewer) => sorted(await shownCard(viewer, tab, q)()),
        expected: (eyes) => {
          const listed = groups.filter((group) => tabs[tab](eyes, group) && knows(eyes, group));
          const named = listed.filter(({ name }) => name.toLowerCase().includes(q ?? ''));
          return sorted(named.map((group) => expectedCard(eyes, group)));
        },
      })),
    ),
  'groups/member-queries.listMembers': () =>
    ofEach(
      (viewer, group) =>
        withGroup(viewer, group, async ({ group: view, eyes }) => {
          const seen = handles((await listMembers(eyes, view, {})).items.map(({ person }) => person));
          return {
            withOwnEyes: handles((await listMembers(viewer, view, {})).items.map(({ person }) => person)),
            seen,
          };
        }),
      (eyes, group) =>
        knows(opening(eyes, group), group)
          ? { withOwnEyes: members(eyes, group), seen: members(opening(eyes, group), group) }
          : 'NotFound',
    ),
  'groups/member-queries.listHeirs': () =>
    ofEach(
      async (viewer, group) => handles(await listHeirs(viewer, group.id)),
      (eyes, group) => members(eyes, group, (handle) => group.seats[handle] !== 'owner' && !personOf(handle).isGuest),
    ),
  'groups/member-queries.listJoinRequests': () =>
    ofEach(
      async (viewer, group) => handles((await listJoinRequests(viewer, group.id)).map(({ person }) => person)),
      (eyes, group) => (manages(eyes.who, group) ? sorted(group.asked) : []),
    ),
  'groups/member-queries.listInvitations': () =>
    ofEach(
      async (viewer, group) => sorted((await listInvitations(viewer, group.id)).map(({ email }) => email)),
      ({ who }, group) => (who.role === 'owner' ? [`${group.kind}@brightmoor.example`] : []),
    ),
  'groups/member-queries.listCandidates': () =>
    ofEach(
      (viewer, group) =>
        withGroup(viewer, group, async ({ group: view, eyes }) => handles(await listCandidates(eyes, view, 'a'))),
      (eyes, group) => {
        if (!knows(opening(eyes, group), group)) return 'NotFound';
        if (!may.group.manageMembers?.(eyes.who, group)) return [];
        const strangers = met(eyes).filter((person) => person.isActive && !isMember(person, group));
        const fitting = strangers.filter(({ isGuest }) => !isGuest || group.allowsGuests);
        return handles(fitting.filter(({ name }) => name.toLowerCase().includes('a')).slice(0, people.length));
      },
    ),
};
