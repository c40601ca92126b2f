import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import { type EventType, emit } from '@/lib/events/outbox';
import type { OutboxEvent } from '@/lib/events/subscriber';
import { handlerOf } from '@/lib/events/subscriber';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { editPost } from '@/lib/feed/edit-post';
import { likePost, unlikePost } from '@/lib/feed/like-post';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { forgetAll, tellAll, told } from '@/lib/testing/notifications';
import { notifications } from './subscriber';

const open = useDatabase();
const { groups, owner, manager, member, outsider, follower, superior, asker } = cast;
const asMember = viewerOf(member);

/** Fewer than the ten thousand that were tried by hand, so that the test stays quick. */
const BURST = 2_000;
const BURST_ALONE = 200;
const CROWD = 100;

beforeEach(() => forgetAll(open.current));

const post = async (body: string, subjectId = groups.public.id) =>
  (await createPost(asMember, { subjectId, body, clientId: newId(), confirm: true })).postId;

const comment = (person: typeof member, id: string, body: string) =>
  createComment(viewerOf(person), { id, body, parentId: undefined, clientId: newId(), confirm: true });

async function eventsOf(type: EventType): Promise<OutboxEvent[]> {
  const rows = await open.current.query(
    `select id, type, payload, subject_id as "subjectId", actor_id as "actorId" from outbox_events where type = $1 order by id`,
    [type],
  );
  return rows.map((row) => ({ ...row, createdAt: new Date(), now: new Date() }) as unknown as OutboxEvent);
}

const handle = (event: OutboxEvent) => handlerOf(notifications, event)?.();

/** So many side by side as there are connections for. */
async function sideBySide<T>(things: readonly T[], work: (thing: T) => unknown): Promise<void> {
  const left = [...things];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/** Everything that was written for it, without what chance and the clock put in. */
const written = async () => ({
  told: await told(open.current),
  batches: await open.current.query(
    `select payload, waiting_key from outbox_events where type = 'mail.batch_due' order by waiting_key`,
  ),
});

/** Mail that waits, and nothing that would ever send it. */
const unmailed = `select 1 from deliveries d where d.state = 'waiting' and not exists (
  select 1 from outbox_events e where e.waiting_key = 'batch:' || d.person_id || ':' || d.thread_key)`;

const everyone = [owner, manager, outsider, follower, superior].map(({ handle }) => `@${handle}`).join(' ');

/** What happens, and the event whose handling is watched. */
const cases: [EventType, () => Promise<unknown>][] = [
  ['post.created', () => post(everyone)],
  ['comment.created', () => comment(owner, cast.posts.public.member.id, everyone)],
  ['post.liked', () => likePost(viewerOf(owner), { id: cast.posts.public.outsider.id })],
  [
    'post.edited',
    async () => {
      const id = await post(`@${asker.handle}`);
      await tellAll();
      await editPost(asMember, { id, body: everyone, version: 1, confirm: true });
    },
  ],
  [
    'post.unliked',
    async () => {
      const { id } = cast.posts.public.member;
      await open.current.query(
        `insert into notification_choices (person_id, reason, page, email) values ($1, 'like', true, true)`,
        [member.id],
      );
      await likePost(viewerOf(owner), { id });
      await tellAll();
      await unlikePost(viewerOf(owner), { id });
    },
  ],
];

describe('a subscriber that is killed after any of its statements', () => {
  const tables = ['notifications', 'deliveries', 'outbox_events', 'counters'];

  /** As in lib/events/atomicity.db.test.ts: ends the backend at the statement that is chosen. */
  beforeAll(async () => {
    const death =
      open.current.driver === 'pglite' ? `raise exception 'crash'` : 'perform pg_terminate_backend(pg_backend_pid())';
    await open.current.query('create sequence crash_count');
    await open.current.query('create table crash_plan (at int not null)');
    await open.current.query('insert into crash_plan values (0)');
    await open.current.query(`create function crash() returns trigger language plpgsql as $$ begin
      if (select at from crash_plan) > 0 and nextval('crash_count') = (select at from crash_plan) then ${death}; end if; return null; end $$`);
    for (const name of tables)
      await open.current.query(
        `create trigger crash after insert or update or delete on "${name}" for each statement execute function crash()`,
      );
  });

  async function crashAt(statement: number): Promise<void> {
    await open.current.query(`select setval('crash_count', 1, false)`);
    await open.current.query('update crash_plan set at = $1', [statement]);
  }

  test.each(cases)('has written nothing, and then the same as if it had not been killed: %s', async (type, happen) => {
    await happen();
    const [event] = await eventsOf(type);
    if (!event) throw new Error('nothing happened');
    const before = await written();
    let crashes = 0;
    for (let statement = 1; statement < 20; statement++) {
      await crashAt(statement);
      const outcome = await handle(event)?.then(
        () => 'done',
        () => 'crashed',
      );
      await crashAt(0);
      if (outcome === 'done') break;
      crashes++;
      expect(await written()).toEqual(before);
    }
    expect(crashes).toBeGreaterThan(1);
    const after = await written();
    expect(after).not.toEqual(before);
    expect(await open.current.query(unmailed)).toEqual([]);
    await handle(event);
    await handle({ ...event, now: new Date(Date.now() + 60_000) });
    expect(await written()).toEqual(after);
  });
});

testParallel('the same event handled eight times at once is told once', async () => {
  await post(everyone);
  const [event] = await eventsOf('post.created');
  if (!event) throw new Error('nothing happened');
  await Promise.all(Array.from({ length: 8 }, () => handle(event)));
  expect(await told(open.current)).toHaveLength(5);
  expect((await written()).batches).toHaveLength(5);
});

/** People who keep a post and want mail of every comment on it. */
async function crowd(size: number, itemId: string): Promise<void> {
  await open.current.query(
    `with made as (insert into subjects (id, kind, handle, name) select gen_random_uuid(), 'person', 'crowd' || n, 'Crowd ' || n from generate_series(1, $1::int) n returning id, handle)
    insert into people (id, email) select id, handle || '@crowd.example' from made`,
    [size],
  );
  const members = `select id from people where email like '%@crowd.example'`;
  await open.current.query(`insert into bookmarks (person_id, item_id) select id, $1 from (${members}) c`, [itemId]);
  await open.current.query(
    `insert into notification_choices (person_id, reason, page, email) select id, 'comment_on_bookmarked', true, true from (${members}) c`,
  );
}

testParallel('fifty comments before the same people at once tell each of each, without a deadlock', async () => {
  const deadlocks = async () => {
    await open.current.query('select pg_stat_force_next_flush()').catch(() => undefined);
    const [row] = await open.current.query('select deadlocks from pg_stat_database where datname = current_database()');
    return Number(row?.deadlocks);
  };
  const id = await post('Kept by many');
  await crowd(CROWD, id);
  const before = await deadlocks();
  await sideBySide([...Array(50).keys()], () => comment(owner, id, everyone));
  const events = await eventsOf('comment.created');
  expect(events).toHaveLength(50);
  await sideBySide(events, handle);
  const [counted] = await open.current.query(`select
    (select count(*)::int from notifications where reason = 'comment_on_bookmarked') as kept,
    (select count(*)::int from notifications where reason = 'mention_comment') as mentioned`);
  expect(counted).toEqual({ kept: 50 * CROWD, mentioned: 50 * 4 });
  expect(await open.current.query(unmailed)).toEqual([]);
  expect(await deadlocks()).toBe(before);
});

test('a burst of events is all accounted for', async () => {
  const isAlone = open.current.driver === 'pglite';
  const burst = isAlone ? BURST_ALONE : BURST;
  await open.current.query(
    `with made as (insert into subjects (id, kind, handle, name) select gen_random_uuid(), 'person', 'burst' || n, 'Burst ' || n from generate_series(1, $1::int) n returning id, handle)
    insert into people (id, email) select id, handle || '@burst.example' from made`,
    [burst],
  );
  const { id } = cast.posts.public.owner;
  await open.current.query(
    `insert into item_likes (item_id, person_id) select $1, id from people where email like '%@burst.example'`,
    [id],
  );
  await open.current.query(
    `insert into outbox_events (id, type, subject_id, actor_id, payload)
    select gen_random_uuid(), 'post.liked', null, id, jsonb_build_object('postId', $1::text, 'authorId', $2::text) from people where email like '%@burst.example'`,
    [id, owner.id],
  );
  if (isAlone) await tellAll();
  else await Promise.all(Array.from({ length: 4 }, () => tellAll()));
  await tellAll();
  const [counted] = await open.current.query(
    `select
    (select count(*)::int from notifications where person_id = $1 and reason = 'like') as told,
    (select count(*)::int from deliveries where person_id = $1) as deliveries,
    (select count(*)::int from outbox_events where done_at is null) as left`,
    [owner.id],
  );
  expect(counted).toEqual({ told: burst, deliveries: 2 * burst, left: 0 });
}, 120_000);

test('a thousand posts that come quietly are told to nobody, and one that does not is', async () => {
  const id = await post(`@${owner.handle}`);
  await open.current.query('delete from outbox_events');
  const payload = { postId: id, subjectId: groups.public.id, audience: null, mentionedIds: [owner.id], topicIds: [] };
  await transaction(async (tx) => {
    for (let index = 0; index < 1000; index++)
      await emit(tx, member, 'post.created', groups.public.id, payload, { isQuiet: true });
  });
  await tellAll();
  expect(await told(open.current)).toEqual([]);
  const [left] = await open.current.query(`select (select count(*)::int from deliveries) as deliveries,
    (select count(*)::int from outbox_events where done_at is null) as open, (select count(*)::int from outbox_events) as all`);
  expect(left).toEqual({ deliveries: 0, open: 0, all: 1000 });
  await post(`@${owner.handle}`);
  await tellAll();
  expect(await told(open.current)).toHaveLength(1);
});
