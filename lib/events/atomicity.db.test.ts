import { beforeAll, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { makeAnnouncement } from '@/lib/announcements/make-announcement';
import { removeAnnouncement } from '@/lib/announcements/remove-announcement';
import { dayIn } from '@/lib/announcements/rules';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { addTopic } from '@/lib/feed/change-topics';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { deletePost } from '@/lib/feed/delete-post';
import { editComment } from '@/lib/feed/edit-comment';
import { editPost } from '@/lib/feed/edit-post';
import { likeComment } from '@/lib/feed/like-comment';
import { likePost } from '@/lib/feed/like-post';
import { mutePost } from '@/lib/feed/mute-post';
import { followSubject } from '@/lib/follow/follow-subject';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { createGroup } from '@/lib/groups/create-group';
import { joinGroup } from '@/lib/groups/join-group';
import { leaveGroup } from '@/lib/groups/leave-group';
import { getGroup } from '@/lib/groups/queries';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';

const open = useDatabase();
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const admin = viewerOf(cast.admin);
const { groups, posts } = cast;
const confirm = true;

/** More writing statements than any deed has. */
const MOST = 60;

/** One of each kind of write, in an order in which each finds what it needs. */
const deeds: [string, () => Promise<unknown>][] = [
  [
    'posting',
    () =>
      createPost(member, {
        subjectId: groups.private.id,
        body: `@${cast.owner.handle} #crash #[new words]`,
        clientId: newId(),
        confirm,
      }),
  ],
  [
    'commenting',
    () =>
      createComment(member, {
        id: posts.public.owner.id,
        body: `@${cast.owner.handle} #crashed`,
        parentId: undefined,
        clientId: newId(),
        confirm,
      }),
  ],
  [
    'editing a post',
    () =>
      editPost(member, { id: posts.public.member.id, body: `Now @${cast.manager.handle} #other`, version: 1, confirm }),
  ],
  [
    'editing a comment',
    () => editComment(member, { id: posts.public.owner.replyId, body: 'Better', version: 1, confirm }),
  ],
  ['liking a post', () => likePost(member, { id: posts.public.owner.id })],
  ['liking a comment', () => likeComment(member, { id: posts.public.owner.commentId })],
  ['bookmarking', () => bookmarkPost(member, { id: posts.public.owner.id })],
  ['muting', () => mutePost(member, { id: posts.public.owner.id })],
  ['adding a topic', () => addTopic(member, { id: posts.public.owner.id, topic: 'late idea' })],
  ['deleting a comment', () => deleteComment(member, { id: posts.public.owner.replyId })],
  ['deleting a post', () => deletePost(member, { id: posts.private.member.id })],
  ['following', () => followSubject(outsider, { subjectId: cast.member.id, kind: 'person' })],
  [
    'founding a group',
    () =>
      createGroup(member, {
        name: 'Crash Test',
        description: '',
        access: 'private',
        isBroadcast: false,
        allowsGuests: false,
      }),
  ],
  ['joining', () => joinGroup(outsider, { groupId: groups.public.id })],
  ['asking to join', () => askToJoin(outsider, { groupId: groups.private.id })],
  ['leaving', () => leaveGroup(member, { groupId: groups.private.id })],
  [
    'announcing',
    () =>
      makeAnnouncement(viewerOf(cast.owner), {
        subjectId: groups.private.id,
        body: `All of you, and @${cast.member.handle}. #announced`,
        clientId: newId(),
        confirm,
        expiresOn: dayIn('UTC', new Date()),
        sendsEmail: true,
      }),
  ],
  [
    'taking an announcement down',
    async () => {
      const { group } = await getGroup(viewerOf(cast.owner), groups.private.slug);
      const id = group.announcement?.id ?? '';
      await removeAnnouncement(viewerOf(cast.owner), { groupId: groups.private.id, id });
    },
  ],
  ['deactivating a person', () => deactivatePerson(admin, { id: cast.follower.id })],
];

const tables = async () =>
  (
    await open.current.query(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('crash_plan', 'rate_limits') order by 1`,
    )
  ).map((row) => String(row.name));

/** Everything the database holds, as one text that changes when anything does. */
async function fingerprint(): Promise<string> {
  const parts = await Promise.all(
    (await tables()).map(async (name) => {
      const [row] = await open.current.query(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as sum from "${name}" t`,
      );
      return `${name} ${row?.sum}`;
    }),
  );
  return parts.join('\n');
}

async function crashAt(statement: number): Promise<void> {
  await open.current.query(`select setval('crash_count', 1, false)`);
  await open.current.query('update crash_plan set at = $1', [statement]);
}

const events = async () => Number((await open.current.query('select count(*)::int as n from outbox_events'))[0]?.n);

/** A trigger on every table counts writing statements, across a rollback too, and ends the backend at the chosen one. */
beforeAll(async () => {
  const isAlone = open.current.driver === 'pglite';
  const death = isAlone ? `raise exception 'crash'` : 'perform pg_terminate_backend(pg_backend_pid())';
  await open.current.query('create sequence crash_count');
  await open.current.query('create table crash_plan (at int not null)');
  await open.current.query('insert into crash_plan values (0)');
  await open.current.query(`create function crash() returns trigger language plpgsql as $$ begin
    if (select at from crash_plan) > 0 and nextval('crash_count') = (select at from crash_plan) then ${death}; end if; return null; end $$`);
  for (const name of await tables()) {
    await open.current.query(
      `create trigger crash after insert or update or delete on "${name}" for each statement execute function crash()`,
    );
  }
});

describe('a crash after any statement leaves all or nothing, and all comes with its event', () => {
  test.each(deeds)('%s', async (name, deed) => {
    const before = await fingerprint();
    const eventsBefore = await events();
    for (let statement = 1; statement <= MOST; statement++) {
      await crashAt(statement);
      const outcome = await deed().then(
        () => 'done',
        () => 'crashed',
      );
      await crashAt(0);
      if (outcome === 'done') {
        expect(statement).toBeGreaterThan(2);
        expect(await events()).toBeGreaterThan(eventsBefore);
        return;
      }
      expect(await fingerprint()).toBe(before);
    }
    expect.fail(`${name} never came to its end`);
  });
});
