import type { Viewer } from '@/lib/access/viewer';
import { listFollowers, listFollowing } from '@/lib/follow/queries';
import { getDirectoryFilters, listPeople } from '@/lib/people/directory-queries';
import { getActivity, getEditableProfile, getOwnProfile, getProfile, listGroupsOf } from '@/lib/people/queries';
import { findPhoto } from '@/lib/photos/queries';
import { listSessions } from '@/lib/sessions/queries';
import { listSuggestions } from '@/lib/suggestions/queries';
import { may } from './ability-reference';
import { topicIdOf } from './ids';
import { planted } from './plant';
import { type Eyes, finds, isInside, isMember, knows, meets, met, readable, seatOf, uses } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { follows, groups, type Person, people, personOf, type Rec, recordOf, topicFollows } from './world';

const ofEach = (
  ask: (viewer: Viewer, person: Person) => Promise<unknown>,
  expected: (eyes: Eyes, person: Person) => unknown,
) =>
  people.map(
    (person): Case => ({
      of: person.role,
      ask: (viewer) => ask(viewer, person),
      expected: (eyes) => expected(eyes, person),
    }),
  );

const areBothHere = (eyes: Eyes, ...ends: Person[]) => ends.every((end) => end.isActive && meets(eyes, end));

const followersOf = (eyes: Eyes, person: Person) =>
  follows
    .filter(({ from, to }) => to === person.handle && areBothHere(eyes, personOf(from), person))
    .map(({ from }) => personOf(from).id);

const isFound = (eyes: Eyes, one: Person | Rec) => ('object' in one ? finds(eyes, one) : areBothHere(eyes, one));

/** Ids of what somebody follows, as far as a reader may see it. */
export function followedBy(eyes: Eyes, person: Person): string[] {
  const own = follows.filter(({ from }) => from === person.handle && areBothHere(eyes, person));
  const seen = own.map(({ to }) => recordOf(to) ?? personOf(to)).filter((one) => isFound(eyes, one));
  const topics = topicFollows.filter(
    ({ from, to }) => from === person.handle && areBothHere(eyes, person) && uses(eyes, to).length > 0,
  );
  return [...seen.map(({ id }) => id), ...topics.map(({ to }) => topicIdOf(to))];
}

/** A guest reads who a colleague is and where they work; nothing to reach them by, and not where they stand. */
function expectedProfile(eyes: Eyes, person: Person) {
  if (!meets(eyes, person)) return 'NotFound';
  const isOwn = person.handle === eyes.who.handle;
  const isShown = !eyes.who.isGuest || isOwn;
  const reports = eyes.who.isGuest
    ? []
    : people.filter(({ manager, isActive }) => manager === person.handle && isActive);
  const can = ['follow', 'edit', 'post'].map((verb) => [verb, may.person[verb]?.(eyes.who, person)]);
  return {
    id: person.id,
    email: isShown ? `${person.handle}@${person.isGuest ? 'northgate-freight' : 'brightmoor'}.example` : null,
    manager: isShown ? person.manager : null,
    reports: sorted(reports.map(({ handle }) => handle)),
    reportCount: reports.length,
    followers: followersOf(eyes, person).length,
    following: followedBy(eyes, person).length,
    can: { ...Object.fromEntries(can), setManager: eyes.who.permissions.includes('modify_all_users') },
  };
}

async function shownProfile(viewer: Viewer, { handle }: Person) {
  const { person, contact, manager, reports, reportCount, followers, following, can } = await getProfile(
    viewer,
    handle,
  );
  const names = sorted(reports.map((report) => report.handle));
  const email = contact?.email ?? null;
  return {
    id: person.id,
    email,
    manager: manager?.handle ?? null,
    reports: names,
    reportCount,
    followers,
    following,
    can,
  };
}

function expectedActivity(eyes: Eyes, { handle }: Person) {
  const read = readable(eyes);
  const own = read.filter(({ author }) => author === handle);
  const answers = read.flatMap((post) => post.answers.map((answer) => ({ answer, post })));
  return {
    posts: own.filter(({ change }) => !change).length,
    comments: answers.filter(({ answer }) => answer.author === handle).length,
    commentsReceived: answers.filter(({ answer, post }) => post.author === handle && answer.author !== handle).length,
    likesReceived: own.reduce((sum, { likes }) => sum + likes, 0),
  };
}

/** What must not be suggested: whoever is unknown, gone, oneself or followed already, and groups that are not open to all. */
async function wrongSuggestions(viewer: Viewer): Promise<string[]> {
  const shown = (await listSuggestions(viewer, 50)).map((one) =>
    one.kind === 'person' ? one.person.id : one.group.id,
  );
  const who = people.find(({ id }) => id === viewer.id);
  if (!who) return ['nobody'];
  const isNew = ({ handle }: Person) => !follows.some(({ from, to }) => from === who.handle && to === handle);
  const fine = met({ who }).filter((person) => person.isActive && person !== who && isNew(person));
  const open = groups.filter((group) => group.access === 'public' && !group.isArchived && !isMember(who, group));
  const may = new Set([...fine, ...(who.isGuest ? [] : open)].map(({ id }) => id));
  return shown.filter((id) => !may.has(id));
}

const photoOwners = () => [
  ...groups.map((group) => ({
    id: group.id,
    of: group.kind,
    shows: (eyes: Eyes) => knows(eyes, group),
    isUnlisted: group.access === 'unlisted',
  })),
  ...people.map((person) => ({
    id: person.id,
    of: person.role,
    shows: (eyes: Eyes) => meets(eyes, person),
    isUnlisted: false,
  })),
];

const isKnownMember = (eyes: Eyes, person: Person) => (group: (typeof groups)[number]) =>
  isMember(person, group) && knows(eyes, group) && (isInside(eyes, group) || seatOf(person, group) === 'owner');

export const peopleRows: QueryRows = {
  'people/queries.getProfile': () => ofEach(shownProfile, expectedProfile),
  'people/queries.getOwnProfile': () => [
    { of: 'oneself', ask: async (viewer) => (await getOwnProfile(viewer)).id, expected: ({ who }) => who.id },
  ],
  'people/queries.getEditableProfile': () =>
    ofEach(
      async (viewer, { handle }) => (await getEditableProfile(viewer, handle)).id,
      (eyes, person) => {
        if (!meets(eyes, person)) return 'NotFound';
        return may.person.edit?.(eyes.who, person) ? person.id : 'Forbidden';
      },
    ),
  'people/queries.getActivity': () => ofEach((viewer, { id }) => getActivity(viewer, id), expectedActivity),
  'people/queries.listGroupsOf': () =>
    ofEach(
      (viewer, { id }) => throughPages((after) => listGroupsOf(viewer, id, after)),
      (eyes, person) => idsOf(groups.filter(isKnownMember(eyes, person))),
    ),
  'people/directory-queries.listPeople': () =>
    [undefined, 'sales', 'oskar'].map((q) => ({
      of: `with ${q}`,
      ask: (viewer) => throughPages((after) => listPeople(viewer, { ...(q && { q }), ...(after && { after }) })),
      expected: (eyes) => {
        const words = ({ name, isGuest }: Person) => `${name} ${isGuest ? 'Site Logistics' : 'Sales'}`.toLowerCase();
        return idsOf(met(eyes).filter((person) => person.isActive && words(person).includes(q ?? '')));
      },
    })),
  'people/directory-queries.getDirectoryFilters': () => [
    {
      of: 'everyone',
      ask: async (viewer) => {
        const { people: count, letters } = await getDirectoryFilters(viewer);
        return { count, letters };
      },
      expected: (eyes) => {
        const active = met(eyes).filter(({ isActive }) => isActive);
        return { count: active.length, letters: sorted(new Set(active.map(({ name }) => name.charAt(0)))) };
      },
    },
  ],
  'follow/queries.listFollowers': () =>
    ofEach(
      (viewer, { id }) => throughPages((after) => listFollowers(viewer, id, after)),
      (eyes, person) => sorted(followersOf(eyes, person)),
    ),
  'follow/queries.listFollowing': () =>
    ofEach(
      (viewer, { id }) => throughPages((after) => listFollowing(viewer, id, after)),
      (eyes, person) => sorted(followedBy(eyes, person)),
    ),
  'suggestions/queries.listSuggestions': () => [
    { of: 'what must not be', ask: wrongSuggestions, expected: () => [] },
    {
      of: 'a report',
      ask: async (viewer) => (await listSuggestions(viewer, 50)).some(({ reason }) => reason.kind === 'report'),
      expected: ({ who }) =>
        people.some(
          ({ manager, handle, isActive }) =>
            manager === who.handle && isActive && !follows.some(({ from, to }) => from === who.handle && to === handle),
        ),
    },
  ],
  'photos/queries.findPhoto': () =>
    photoOwners().map(({ id, of, shows, isUnlisted }) => ({
      of,
      ask: async (viewer) => (await findPhoto(viewer, planted.photos.get(id) ?? '', 'small'))?.isForAll,
      expected: (eyes) => (shows(eyes) ? !isUnlisted && !eyes.who.isGuest : undefined),
    })),
  'sessions/queries.listSessions': () => [
    {
      of: 'oneself',
      ask: async (viewer) => idsOf(await listSessions(viewer)),
      expected: ({ who }) => sorted(planted.sessions.get(who.handle) ?? []),
    },
  ],
};
