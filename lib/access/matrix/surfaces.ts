import { feeds, sorts } from '@/lib/feed/rules';
import { planted, type Restricted, restricted, word } from './canaries';
import { routeRows } from './route-rows';
import { groups, theGroup, theRole } from './world';

const asked = (path: string, fields: Record<string, string>) => `${path}?${new URLSearchParams(fields)}`;

/** Questions that every planted word would answer: they all begin alike. */
const questions = (): string[] => [
  ...['posts', 'people', 'groups', 'topics'].flatMap((tab) =>
    ['zq', 'zq*', '"says zq"', 'harbor', 'planted'].map((q) => asked('/search', { q, in: tab })),
  ),
  ...feeds.flatMap((feed) => sorts.map((sort) => asked('/', { feed, sort }))),
  ...feeds.map((feed) => asked('/', { feed, q: 'zq*' })),
  ...groups.map(({ slug }) => asked(`/groups/${slug}`, { q: 'zq*' })),
  ...groups.flatMap(({ slug }) => ['unread', 'read'].map((show) => asked(`/groups/${slug}`, { show }))),
  ...['all', 'archived', 'mine'].flatMap((tab) => ['zq', 'harbor', ''].map((q) => asked('/groups', { tab, q }))),
  asked(`/people/${theRole('member').handle}`, { q: 'zq*' }),
  asked('/people', { q: 'zq' }),
  asked('/people', { view: 'suggested' }),
  asked('/topics', { q: 'zq' }),
  ...['zq', 'harbor', 'project', 'pric'].map((q) => asked('/api/completions', { q })),
  ...restricted.map((place) => asked('/api/completions', { q: 'cassey', in: theGroup(place).id })),
  asked('/api/completions', { q: 'zq', type: 'topic' }),
];

const written = (): string[] =>
  [...planted].flatMap(([place, { postId, ownId, commentId }]) => [
    ...[postId, ownId].flatMap((id) =>
      ['', '/history', '/edit', '/delete', '/seen'].map((tab) => `/posts/${id}${tab}`),
    ),
    `/comments/${commentId}/edit`,
    `/comments/${commentId}/delete`,
    `/topics/${word(place, 'topic')}`,
  ]);

/** Pages of one thing are asked for of the planted things, below; of all others the page itself is enough. */
const isOwnPage = (file: string) => !/\/(posts|comments)\/\[id\]\/\w|\/setup\//.test(file);

const pages = (): string[] =>
  Object.entries(routeRows)
    .filter(([file]) => isOwnPage(file))
    .flatMap(([, cases]) => cases().map(({ path }) => path));

const profiles = ['formerMember', 'admin'] as const;
const others = (): string[] => [
  ...profiles.flatMap((role) =>
    ['', '/about', '/groups', '/following'].map((tab) => `/people/${theRole(role).handle}${tab}`),
  ),
  ...['people', 'people/invite', 'invitations', 'audit', `people/${theRole('owner').handle}`].map(
    (tab) => `/setup/${tab}`,
  ),
];

/** Every address that could tell something: the pages of the inventory, what was planted, and the questions. */
export const surfaces = (): string[] => [...pages(), ...others(), ...written(), ...questions()];

/** Where a member finds what is planted in a place of theirs. */
export function shownAt(place: Restricted): Record<string, string[]> {
  const { postId = '', ownId = '', commentId = '' } = planted.get(place) ?? {};
  const { slug } = theGroup(place);
  // What a guest wrote carries no topic: that takes a permission.
  const tagged = place === 'guests' ? (['post'] as const) : (['post', 'own'] as const);
  const said = (...kinds: Parameters<typeof word>[1][]) => kinds.map((kind) => word(place, kind));
  // Posts of an archived group rest: they left the feeds of others until someone comments.
  const onHome = place === 'archivedPrivate' ? [] : said('post', 'own');
  return {
    [`/posts/${postId}`]: said('post', 'comment', 'topic'),
    [`/posts/${ownId}`]: said('own'),
    [`/posts/${postId}/history`]: said('post', 'earlier', 'past'),
    [`/comments/${commentId}/edit`]: said('comment'),
    [`/groups/${slug}`]: said('post', 'comment', 'own', ...(place === 'unlisted' ? (['name'] as const) : [])),
    [asked(`/groups/${slug}`, { q: 'zq*' })]: said('post', 'own'),
    '/': onHome,
    [asked('/', { feed: 'company', q: 'zq*' })]: onHome,
    [asked('/search', { q: 'zq*', in: 'posts' })]: said('post', 'comment', 'own'),
    [asked('/search', { q: `#${word(place, 'topic')}`, in: 'posts' })]: said(...tagged),
    [asked('/search', { q: 'zq', in: 'topics' })]: said('topic'),
    [`/topics/${word(place, 'topic')}`]: said(...tagged),
    '/topics': said('topic'),
    [asked('/api/completions', { q: 'zq', type: 'topic' })]: said('topic'),
  };
}
