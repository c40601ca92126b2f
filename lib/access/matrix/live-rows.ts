import { database } from '@/db/open';
import { newId } from '@/lib/ids';
import { audienceChannel, orgChannel, personChannel } from '@/lib/realtime/channels';
import { findLivePage, hasNews } from '@/lib/realtime/queries';
import type { Viewer } from '../viewer';
import { newsOfRecords } from './live-record-rows';
import { type Eyes, finds, isInside, isMember, manages, reads } from './reference';
import type { Case, QueryRows } from './rows';
import { groupOf, groups, people, posts, records, theRole } from './world';

const restricted = groups.filter(({ access }) => access !== 'public');

async function channelsFor(viewer: Viewer, audience?: string | null): Promise<string[]> {
  const place = { about: [], ...(audience !== undefined && { audience }) };
  // Versions rise with each loss: which they are is the business of channels.db.test.ts.
  return (await findLivePage(viewer, new Date(), place)).channels.map((name) => name.replace(/-v\d+$/, ''));
}

const ofRestricted = (id: string) => audienceChannel(id, 1).replace(/-v1$/, '');

const pages = (): Case[] => [
  {
    of: 'one’s own affairs',
    ask: (viewer) => channelsFor(viewer),
    expected: ({ who }) => [personChannel(who.id)],
  },
  {
    of: 'what all colleagues see',
    ask: (viewer) => channelsFor(viewer, null),
    expected: ({ who }) => [personChannel(who.id), ...(who.isGuest ? [] : [orgChannel])],
  },
  ...restricted.map(
    (group): Case => ({
      of: `the ${group.kind} group`,
      ask: (viewer) => channelsFor(viewer, group.id),
      expected: ({ who }) => [personChannel(who.id), ...(isMember(who, group) ? [ofRestricted(group.id)] : [])],
    }),
  ),
  ...records.map(
    (record): Case => ({
      of: record.key,
      ask: (viewer) => channelsFor(viewer, record.id),
      expected: (eyes) => [
        personChannel(eyes.who.id),
        ...(record.isPrivate && finds(eyes, record) ? [ofRestricted(record.id)] : []),
      ],
    }),
  ),
];

/** Later than everything that was planted, so that nothing else is news. */
const later = new Date(Date.now() + 3_600_000);

/** Whether a viewer is told that there is news when this alone has happened. */
function newsOf(of: string, type: string, payload: object, expected: (eyes: Eyes) => boolean, actor?: string): Case {
  return {
    of,
    expected,
    async ask(viewer) {
      const id = newId(later);
      await database().query(
        'insert into outbox_events (id, type, payload, actor_id, due_at) values ($1, $2, $3, $4, now())',
        [id, type, JSON.stringify(payload), actor ?? null],
      );
      const answer = await hasNews(viewer, later);
      await database().query('delete from outbox_events where id = $1', [id]);
      return answer;
    },
  };
}

const audienceOf = (place: string) => {
  const group = groupOf(place);
  return group && group.access !== 'public' ? group.id : null;
};

const news = (): Case[] => [
  ...posts
    .filter(({ author }) => author === theRole('owner').handle)
    .flatMap((post) => [
      newsOf(`a like in ${post.place}`, 'post.liked', { postId: post.id }, (eyes) => reads(eyes, post)),
      newsOf(
        `a comment in ${post.place}`,
        'comment.created',
        { postId: post.id, audience: audienceOf(post.place) },
        (eyes) => reads(eyes, post),
      ),
    ]),
  ...groups.flatMap((group) => [
    newsOf(`who is in ${group.kind}`, 'group.joined', { groupId: group.id, personId: newId() }, (eyes) =>
      isInside(eyes, group),
    ),
    newsOf(
      `who wants to be in ${group.kind}`,
      'group.join_requested',
      { groupId: group.id, personId: newId() },
      ({ who }) => manages(who, group),
    ),
  ]),
  ...newsOfRecords(newsOf),
  ...people.map(({ id, role }) =>
    newsOf(`what the ${role} has read`, 'notifications.read', { personId: id }, ({ who }) => who.id === id),
  ),
  ...people.map(({ id, role }) =>
    newsOf(`what the ${role} keeps`, 'post.bookmarked', { postId: posts[0]?.id }, ({ who }) => who.id === id, id),
  ),
];

export const liveRows: QueryRows = {
  'realtime/queries.findLivePage': pages,
  'realtime/queries.hasNews': news,
};
