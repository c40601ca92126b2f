import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { getOwnMail } from '@/lib/mails/own-queries';
import { countUnread, getNotification, hasUnread, listNotifications } from '@/lib/notifications/queries';
import { choosable, MOST_COUNTED } from '@/lib/notifications/rules';
import {
  getNotificationDefaults,
  getNotificationSettings,
  listGroupSettings,
  listReasonDefaults,
} from '@/lib/notifications/settings-queries';
import { explainNotification } from '@/lib/notifications/why-queries';
import { planted } from './plant';
import { type Eyes, isMember, knows, meets, readable, reads } from './reference';
import { type Case, type QueryRows, sorted, throughPages } from './rows';
import { groups, type Post, posts, theRole } from './world';

/** Everybody was told of every post, every group and a new follower: what is shown is what they may see now. */
function shownThreads(eyes: Eyes): string[] {
  const follower = meets(eyes, theRole('outsider')) && eyes.who.id !== theRole('outsider').id ? ['follow'] : [];
  return sorted([
    ...readable(eyes).map(({ id }) => `post:${id}`),
    ...groups.filter((group) => knows(eyes, group)).map(({ id }) => `group:${id}`),
    ...follower,
  ]);
}

async function threadsOf(viewer: Viewer, isUnread: boolean): Promise<string[]> {
  return throughPages(async (before) => {
    const { items, next } = await listNotifications(viewer, { before, isUnread });
    return { items: items.map(({ threadKey: id }) => ({ id })), next };
  });
}

const ownOf = (viewer: { id: string }, about: string) => planted.notifications.get(`${viewer.id} ${about}`) ?? newId();

/** In each place the first post. */
const samples = (): Post[] => {
  const places = new Set<string>();
  return posts.filter(({ place }) => !places.has(place) && places.add(place));
};

const oneEach = (ask: (viewer: Viewer, id: string) => Promise<string>): Case[] => [
  ...samples().map(
    (post): Case => ({
      of: `a post in ${post.place}`,
      ask: (viewer) => ask(viewer, ownOf(viewer, post.id)),
      expected: (eyes) => (reads(eyes, post) ? `post:${post.id}` : 'NotFound'),
    }),
  ),
  ...groups.map(
    (group): Case => ({
      of: group.kind,
      ask: (viewer) => ask(viewer, ownOf(viewer, group.id)),
      expected: (eyes) => (knows(eyes, group) ? `group:${group.id}` : 'NotFound'),
    }),
  ),
  {
    of: 'what somebody else was told',
    ask: (viewer) => ask(viewer, ownOf(theRole('superior'), samples()[0]?.id ?? '')),
    expected: ({ who }) => (who.id === theRole('superior').id ? `post:${samples()[0]?.id}` : 'NotFound'),
  },
  { of: 'no id', ask: (viewer) => ask(viewer, 'no id'), expected: () => 'NotFound' },
];

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const ownGroups = ({ who }: Eyes) => sorted(groups.filter((group) => isMember(who, group)).map(({ id }) => id));

export const notificationRows: QueryRows = {
  'notifications/queries.listNotifications': () =>
    [false, true].map((isUnread) => ({
      of: isUnread ? 'unread' : 'all',
      ask: (viewer) => threadsOf(viewer, isUnread),
      expected: shownThreads,
    })),
  'notifications/queries.countUnread': () => [
    {
      of: 'all',
      ask: countUnread,
      expected: (eyes) => Math.min(shownThreads(eyes).length, MOST_COUNTED + 1),
    },
  ],
  'notifications/queries.hasUnread': () =>
    samples().map((post) => ({
      of: `a post in ${post.place}`,
      ask: (viewer) => hasUnread(viewer, post.id),
      expected: (eyes) => reads(eyes, post),
    })),
  'notifications/queries.getNotification': () =>
    oneEach(async (viewer, id) => (await getNotification(viewer, id)).threadKey),
  'notifications/why-queries.explainNotification': () =>
    oneEach(async (viewer, id) => (await explainNotification(viewer, id)).line.threadKey),
  'mails/own-queries.getOwnMail': () => [
    {
      of: 'their own',
      ask: async (viewer) => (await getOwnMail(viewer)).address.split('@')[0],
      expected: ({ who }) => who.handle,
    },
  ],
  'notifications/settings-queries.getNotificationSettings': () => [
    {
      of: 'their own',
      ask: async (viewer) => sorted((await getNotificationSettings(viewer)).groups.map(({ group }) => group.id)),
      expected: ownGroups,
    },
  ],
  'notifications/settings-queries.listGroupSettings': () => [
    {
      of: 'their own',
      ask: async (viewer) => sorted((await listGroupSettings(viewer)).map(({ group }) => group.id)),
      expected: ownGroups,
    },
  ],
  'notifications/settings-queries.listReasonDefaults': () => [
    {
      of: 'everyone',
      ask: async (viewer) => (await listReasonDefaults(viewer)).length,
      expected: () => choosable.length,
    },
  ],
  'notifications/settings-queries.getNotificationDefaults': () => [
    {
      of: 'everyone',
      ask: async (viewer) => (await getNotificationDefaults(viewer)).reasons.length,
      expected: (eyes) => (isAdmin(eyes) ? choosable.length : 'Forbidden'),
    },
  ],
};
