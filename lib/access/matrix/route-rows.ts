import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { answerFor, may, type Written } from './ability-reference';
import { importRoutes } from './import-routes';
import { listRoutes } from './list-routes';
import { planted } from './plant';
import { recordAccessRoutes } from './record-access-rows';
import { ofRecords } from './record-link-rows';
import { recordPageRoutes } from './record-page-routes';
import { type Eyes, isInside, knows, meets, opens, reads, uses } from './reference';
import { allTopics, type Group, groupOf, groups, type Person, type Post, people, posts } from './world';

/** An address, what it answers to whom, and the address of something that never was. */
export type RouteCase = { of: string; path: string; status: (eyes: Eyes) => number; never: string };

export type RouteRows = Record<string, () => RouteCase[]>;

const statusOf = (isThere: boolean, isAllowed = true) => (isThere ? (isAllowed ? 200 : 403) : 404);
const always =
  (status: number) =>
  (..._: unknown[]) =>
    status;

const one =
  (path: string, status: RouteCase['status'] = always(200)) =>
  (): RouteCase[] => [{ of: path, path, status, never: '/never-was' }];

const unknown = newId();

const ofGroups = (tab: string, status: (eyes: Eyes, group: Group) => number) => () =>
  groups.map((group) => ({
    of: group.kind,
    path: `/groups/${group.slug}${tab}`,
    never: `/groups/never-was${tab}`,
    // Whoever holds the permission opens the group by going there, and is noted.
    status: ({ who }: Eyes) => status(opens(who, group) ? { who, asked: group } : { who }, group),
  }));

/** One of each kind of person to look at. */
const shown = ['member', 'outsider', 'guest', 'deactivated'];
const shownPeople = people.filter(({ role }) => shown.includes(role));

const ofPeople = (tab: string, status: (eyes: Eyes, person: Person) => number) => () =>
  shownPeople.map((person) => ({
    of: person.role,
    path: `/people/${person.handle}${tab}`,
    never: `/people/never.was${tab}`,
    status: (eyes: Eyes) => status(eyes, person),
  }));

const profile = (tab: string) => ofPeople(tab, (eyes, person) => statusOf(meets(eyes, person)));

/** What the owner wrote in each place, and in two what somebody wrote who left; on the profile there is only what others wrote. */
const shownPosts = () => {
  const left = [cast.posts.private.formerMember.id, cast.posts.unlisted.formerMember.id];
  return posts.filter(({ id, author, place, topics }) => {
    const isShown = author === cast.owner.handle || place === cast.member.handle || left.includes(id);
    return isShown && topics.length > 0;
  });
};

const ofPosts = (tab: string, status: (eyes: Eyes, post: Post) => number) => () =>
  shownPosts().map((post) => ({
    of: `${post.author} in ${post.place}`,
    path: `/posts/${post.id}${tab}`,
    never: `/posts/${unknown}${tab}`,
    status: (eyes: Eyes) => status(eyes, post),
  }));

const seenOpened = ({ who }: Eyes, post: Post) => {
  const group = groupOf(post.place);
  return statusOf(reads(group && opens(who, group) ? { who, asked: group } : { who }, post));
};

const statuses = { ok: 200, Forbidden: 403, NotFound: 404 };
const written = (post: Post): Written => ({ id: post.id, author: post.author, post });

const ofComments = (tab: string, verb: string) => () =>
  shownPosts().flatMap((post) =>
    post.answers.slice(0, 1).map(({ id, author }) => ({
      of: `${author} under ${post.author} in ${post.place}`,
      path: `/comments/${id}${tab}`,
      never: `/comments/${unknown}${tab}`,
      status: (eyes: Eyes) => statuses[answerFor.comment(eyes, verb, { id, author, post })],
    })),
  );

/** What a member and a former member were told of what the owner wrote in each place: only they ask why, while they see it. */
const ofNotifications = () =>
  [cast.member, cast.formerMember].flatMap((person) =>
    shownPosts()
      .filter(({ author }) => author === cast.owner.handle)
      .map((post) => ({
        of: `${person.handle} about ${post.place}`,
        path: `/notifications/${planted.notifications.get(`${person.id} ${post.id}`)}`,
        never: `/notifications/${unknown}`,
        status: (eyes: Eyes) => statusOf(eyes.who.id === person.id && reads(eyes, post)),
      })),
  );

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const setup = (path: string) => one(path, (eyes) => statusOf(true, isAdmin(eyes)));

const ofSetup = (tab: string, isAllowed: (eyes: Eyes, person: Person) => boolean) => () =>
  shownPeople.map((person) => ({
    of: person.role,
    path: `/setup/people/${person.handle}${tab}`,
    never: `/setup/people/never.was${tab}`,
    status: (eyes: Eyes) => statusOf(true, isAdmin(eyes) && isAllowed(eyes, person)),
  }));

/** The mails of a few: which there are is for admins, what they say for their readers. */
const ofMails = (tab: string, status: (eyes: Eyes, person: Person) => number) => () =>
  people
    .filter(({ role }) => [...shown, 'admin'].includes(role))
    .map((person) => ({
      of: person.role,
      path: `/setup/outbox/mails/${planted.mails.get(person.id)}${tab}`,
      never: `/setup/outbox/mails/${unknown}${tab}`,
      status: (eyes: Eyes) => status(eyes, person),
    }));

const pictures = () => [
  ...groups.map((group) => ({ of: group.kind, id: group.id, status: (eyes: Eyes) => statusOf(knows(eyes, group)) })),
  ...people.map((person) => ({
    of: person.role,
    id: person.id,
    status: (eyes: Eyes) => statusOf(meets(eyes, person)),
  })),
];

/** Every page and route that is not public, by its file. inventory.test.ts fails on one that is not here. */
export const routeRows: RouteRows = {
  ...importRoutes,
  'app/(main)/page.tsx': one('/'),
  'app/(main)/[...missing]/page.tsx': one('/nothing-here', always(404)),
  'app/(main)/people/page.tsx': one('/people'),
  'app/(main)/people/[handle]/page.tsx': profile(''),
  'app/(main)/people/[handle]/about/page.tsx': profile('/about'),
  'app/(main)/people/[handle]/followers/page.tsx': profile('/followers'),
  'app/(main)/people/[handle]/following/page.tsx': profile('/following'),
  'app/(main)/people/[handle]/groups/page.tsx': profile('/groups'),
  'app/(main)/people/[handle]/edit/page.tsx': ofPeople('/edit', (eyes, person) =>
    statusOf(meets(eyes, person), may.person.edit?.(eyes.who, person)),
  ),
  'app/(main)/groups/page.tsx': one('/groups'),
  'app/(main)/groups/new/page.tsx': one('/groups/new', ({ who }) =>
    statusOf(true, who.permissions.includes('create_groups')),
  ),
  'app/(main)/groups/[slug]/page.tsx': ofGroups('', (eyes, group) => statusOf(knows(eyes, group))),
  'app/(main)/groups/[slug]/announce/page.tsx': ofGroups('/announce', (eyes, group) =>
    statusOf(knows(eyes, group), may.group.announce?.(eyes.who, group)),
  ),
  'app/(main)/groups/[slug]/members/page.tsx': ofGroups('/members', (eyes, group) =>
    statusOf(knows(eyes, group), isInside(eyes, group)),
  ),
  'app/(main)/groups/[slug]/records/page.tsx': ofGroups('/records', (eyes, group) =>
    statusOf(knows(eyes, group), isInside(eyes, group)),
  ),
  ...recordAccessRoutes,
  'app/(main)/groups/[slug]/settings/page.tsx': ofGroups('/settings', (eyes, group) =>
    statusOf(knows(eyes, group), may.group.edit?.(eyes.who, group)),
  ),
  'app/(main)/groups/[slug]/settings/delete/page.tsx': ofGroups('/settings/delete', (eyes, group) =>
    statusOf(knows(eyes, group), may.group.delete?.(eyes.who, group)),
  ),
  'app/(main)/topics/page.tsx': one('/topics'),
  'app/(main)/topics/[name]/page.tsx': () =>
    allTopics().map((topic) => ({
      of: topic,
      path: `/topics/${encodeURIComponent(topic)}`,
      never: '/topics/never%20was',
      status: (eyes) => statusOf(uses(eyes, topic).length > 0),
    })),
  ...listRoutes,
  ...recordPageRoutes,
  'app/(main)/records/[object]/[id]/topics/page.tsx': ofRecords('/topics'),
  'app/(main)/posts/[id]/page.tsx': ofPosts('', seenOpened),
  'app/(main)/posts/[id]/history/page.tsx': ofPosts('/history', seenOpened),
  'app/(main)/posts/[id]/edit/page.tsx': ofPosts(
    '/edit',
    (eyes, post) => statuses[answerFor.post(eyes, 'edit', written(post))],
  ),
  'app/(main)/posts/[id]/delete/page.tsx': ofPosts(
    '/delete',
    (eyes, post) => statuses[answerFor.post(eyes, 'delete', written(post))],
  ),
  'app/(main)/posts/[id]/seen/page.tsx': ofPosts(
    '/seen',
    (eyes, post) => statuses[answerFor.post(eyes, 'seeReaders', written(post))],
  ),
  'app/(main)/comments/[id]/edit/page.tsx': ofComments('/edit', 'edit'),
  'app/(main)/comments/[id]/delete/page.tsx': ofComments('/delete', 'delete'),
  'app/(main)/search/page.tsx': one('/search'),
  'app/(main)/notifications/page.tsx': one('/notifications'),
  'app/(main)/notifications/[id]/page.tsx': ofNotifications,
  'app/(main)/settings/notifications/page.tsx': one('/settings/notifications'),
  'app/(main)/settings/profile/page.tsx': one('/settings/profile'),
  'app/(main)/settings/sessions/page.tsx': one('/settings/sessions'),
  'app/(main)/setup/page.tsx': one('/setup', always(307)),
  'app/(main)/setup/people/page.tsx': setup('/setup/people'),
  'app/(main)/setup/people/invite/page.tsx': setup('/setup/people/invite'),
  'app/(main)/setup/people/[handle]/page.tsx': ofSetup('', () => true),
  'app/(main)/setup/people/[handle]/deactivate/page.tsx': ofSetup(
    '/deactivate',
    ({ who }, person) => person.isActive && person.handle !== who.handle,
  ),
  'app/(main)/setup/invitations/page.tsx': setup('/setup/invitations'),
  'app/(main)/setup/notifications/page.tsx': setup('/setup/notifications'),
  'app/(main)/setup/audit/page.tsx': setup('/setup/audit'),
  'app/(main)/setup/objects/page.tsx': setup('/setup/objects'),
  'app/(main)/setup/objects/new/page.tsx': setup('/setup/objects/new'),
  'app/(main)/setup/objects/[object]/page.tsx': setup('/setup/objects/opportunity'),
  'app/(main)/setup/objects/[object]/access/page.tsx': setup('/setup/objects/opportunity/access?to=private'),
  'app/(main)/setup/objects/[object]/delete/page.tsx': one('/setup/objects/opportunity/delete', always(403)),
  'app/(main)/setup/objects/[object]/fields/new/page.tsx': setup('/setup/objects/opportunity/fields/new?type=picklist'),
  'app/(main)/setup/objects/[object]/fields/[field]/page.tsx': setup('/setup/objects/opportunity/fields/stage'),
  'app/(main)/setup/objects/[object]/fields/[field]/readers/page.tsx': setup(
    `/setup/objects/opportunity/fields/${cast.margin.apiName}/readers`,
  ),
  'app/(main)/setup/objects/[object]/fields/[field]/delete/page.tsx': setup(
    `/setup/objects/opportunity/fields/${cast.margin.apiName}/delete`,
  ),
  'app/(main)/setup/tracking/page.tsx': setup('/setup/tracking'),
  'app/(main)/setup/tracking/[object]/page.tsx': setup('/setup/tracking/user'),
  'app/(main)/setup/outbox/page.tsx': setup('/setup/outbox'),
  'app/(main)/setup/email/page.tsx': setup('/setup/email'),
  'app/(main)/setup/outbox/mails/page.tsx': setup('/setup/outbox/mails'),
  'app/(main)/setup/outbox/mails/[id]/page.tsx': ofMails('', (eyes) => statusOf(true, isAdmin(eyes))),
  'app/(main)/setup/outbox/mails/[id]/content/route.ts': ofMails('/content', (eyes, { handle }) =>
    statusOf(isAdmin(eyes) && eyes.who.handle === handle),
  ),
  'app/photos/[id]/route.ts': () =>
    pictures().map(({ of, id, status }) => ({
      of,
      path: `/photos/${planted.photos.get(id)}`,
      never: `/photos/${unknown}`,
      status,
    })),
  'app/api/completions/route.ts': one('/api/completions?q=a'),
  'app/api/reads/route.ts': one('/api/reads', always(405)),
  'app/api/uploads/route.ts': one('/api/uploads', always(405)),
  'app/api/realtime/news/route.ts': one(`/api/realtime/news?at=${new Date(0).toISOString()}`),
  'app/api/realtime/auth/route.ts': one('/api/realtime/auth', always(405)),
};
