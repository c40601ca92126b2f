import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { housekeeping } from './subscriber';
import { sweep } from './sweep';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

const DAY_MS = 86_400_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
const me = cast.member.id;

async function event(days: number, { isDone = true, isDead = false } = {}): Promise<string> {
  const id = newId(ago(days));
  await query(
    `insert into outbox_events (id, type, payload, created_at, due_at, done_at) values ($1, 'post.liked', '{}', $2, $2, $3)`,
    [id, ago(days), isDone ? ago(days) : null],
  );
  if (isDead)
    await query(
      `insert into outbox_retries (event_id, subscriber, due_at, last_error, dead_at) values ($1, 'x', now(), 'why', now())`,
      [id],
    );
  return id;
}

async function mail(days: number, state: string): Promise<string> {
  const id = newId(ago(days));
  await query(
    `insert into mails (id, kind, address, subject, html, text, sealed, state, created_at)
     values ($1, 'digest', 'a@example.com', 'What was', '<p>Said</p>', 'Said', 'secret', $2, $3)`,
    [id, state, ago(days)],
  );
  return id;
}

const session = (hash: string, expires: number, ended: number | null) =>
  query('insert into sessions (id, token_hash, person_id, expires_at, ended_at) values ($1, $2, $3, $4, $5)', [
    newId(),
    hash,
    me,
    ago(expires),
    ended === null ? null : ago(ended),
  ]);

const column = async (text: string, params: unknown[] = []) =>
  (await query(text, params)).map((row) => String(Object.values(row)[0]));

beforeAll(async () => {
  await query('delete from outbox_events');
  await query('delete from sessions');
});

test('what is too old goes, and what may still be of use stays', async () => {
  const kept = [await event(29), await event(40, { isDone: false }), await event(40, { isDead: true })];
  await event(31);
  await session('open', -5, null);
  await session('ended lately', -5, 29);
  await session('ran out lately', 29, null);
  await session('ended', -5, 31);
  await session('ran out', 31, null);
  await query(`insert into rate_limits values ('old', $1, 1), ('new', $2, 1)`, [ago(2), ago(0)]);
  await query(`insert into sign_in_tokens values ('a', 'old', $1), ('a', 'new', $2)`, [ago(2), ago(-1)]);
  await query(`insert into counters values ('failures', $1, 1), ('failures', $2, 1)`, [ago(366), ago(300)]);
  await query(
    `insert into drafts (person_id, place, source, client_id, updated_at) values ($1, 'post:old', '', $1, $2), ($1, 'post:new', '', $1, $3)`,
    [me, ago(91), ago(89)],
  );
  await query(
    `insert into inbound_mails (provider_id, state, created_at) values ('old', 'taken', $1), ('waits', 'waiting', $1), ('new', 'taken', $2)`,
    [ago(91), ago(89)],
  );
  await sweep(now);
  await sweep(now);
  expect(await column('select id from outbox_events order by id')).toEqual(kept.toSorted());
  expect(await column('select token_hash from sessions order by 1')).toEqual([
    'ended lately',
    'open',
    'ran out lately',
  ]);
  expect(await column('select key from rate_limits')).toEqual(['new']);
  expect(await column('select token from sign_in_tokens')).toEqual(['new']);
  expect(await column('select count(*) from counters')).toEqual(['1']);
  expect(await column('select place from drafts')).toEqual(['post:new']);
  expect(await column('select provider_id from inbound_mails order by 1')).toEqual(['new', 'waits']);
});

test('of old mail the words go and the row stays; what has not gone out keeps them', async () => {
  const [old, waits, fresh] = [await mail(91, 'sent'), await mail(91, 'ready'), await mail(89, 'sent')];
  await sweep(now);
  const rows = await query('select id, subject, html, text, sealed, state from mails order by id');
  const words = { subject: 'What was', html: '<p>Said</p>', text: 'Said', sealed: 'secret' };
  expect(rows.find(({ id }) => id === old)).toMatchObject({ subject: 'What was', html: '', text: '', sealed: null });
  for (const id of [waits, fresh]) expect(rows.find((row) => row.id === id)).toMatchObject(words);
});

test('more than one statement takes goes in several', async () => {
  await query(
    `insert into rate_limits select 'many ' || n, now() - interval '2 days', 1 from generate_series(1, 2500) n`,
  );
  await sweep(now);
  expect(await column(`select count(*) from rate_limits where key like 'many%'`)).toEqual(['0']);
});

test('it follows from the event that comes every hour', async () => {
  await query(`insert into rate_limits values ('of the event', now() - interval '3 days', 1)`);
  await query(
    `insert into outbox_events (id, type, payload, waiting_key) values ($1, 'housekeeping.due', '{}', 'recurring:housekeeping.due')`,
    [newId()],
  );
  await drain({ subscribers: [housekeeping] });
  expect(await column(`select count(*) from rate_limits where key = 'of the event'`)).toEqual(['0']);
  expect(await query(`select 1 from outbox_events where type = 'housekeeping.due' and done_at is null`)).toHaveLength(
    1,
  );
});
