import { beforeEach, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { planDigests } from './plan-digests';

const open = useDatabase();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Planned = { personId: string; period: string; day: string; from: Date; until: Date };

async function planned(personId = cast.member.id, period = 'daily') {
  const rows = await open.current.query(
    `select person_id as "personId", period, day::text, "from", until from digests where person_id = $1 and period = $2 order by day`,
    [personId, period],
  );
  return rows.map(
    (row) => ({ ...row, from: new Date(String(row.from)), until: new Date(String(row.until)) }) as Planned,
  );
}

const settle = (column: string, value: unknown, personId: string = cast.member.id) =>
  open.current.query(
    `insert into notification_settings (person_id, ${column}) values ($1, $2) on conflict (person_id) do update set ${column} = $2`,
    [personId, value],
  );

const moveTo = (timeZone: string) =>
  open.current.query('update people set time_zone = $2 where id = $1', [cast.member.id, timeZone]);

const events = async () =>
  (
    await open.current.query(
      `select payload->>'digestId' as id, lane, waiting_key from outbox_events where type = 'digest.due'`,
    )
  ).length;

function expectContiguous(rows: readonly Planned[]) {
  for (const [index, { from, until }] of rows.entries()) {
    expect(until.getTime()).toBeGreaterThan(from.getTime());
    if (index > 0) expect(from).toEqual(rows[index - 1]?.until);
  }
}

/** Plans as a worker does that looks every hour. */
async function run(from: string, days: number) {
  const start = Date.parse(from);
  for (let at = start; at < start + days * DAY; at += 60 * MINUTE) await planDigests(new Date(at));
}

beforeEach(async () => {
  await open.current.query('delete from digests');
  await open.current.query('delete from outbox_events');
  await open.current.query('delete from notification_settings');
  await open.current.query('delete from mail_suppressions');
  await open.current.query('delete from email_settings');
  await open.current.query("update memberships set email_frequency = 'never'");
  await moveTo('America/Chicago');
});

const zones: [string, string, string][] = [
  ['Europe/Zurich', '2040-03-25', '2040-10-28'],
  ['America/New_York', '2040-03-11', '2040-11-04'],
  ['Australia/Lord_Howe', '2040-10-07', '2040-04-01'],
  ['America/Santiago', '2040-09-02', '2040-04-08'],
  ['Asia/Kolkata', '2040-03-25', '2040-10-28'],
];

describe.each(zones)('in %s', (timeZone, ...changes) => {
  test.each(changes)('a fortnight around %s has one digest a day, without gap or overlap', async (change) => {
    await moveTo(timeZone);
    await run(new Date(Date.parse(change) - 7 * DAY).toISOString(), 14);
    const rows = await planned();
    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(new Set(rows.map((row) => row.day)).size).toBe(rows.length);
    expect(Date.parse(rows.at(-1)?.day ?? '') - Date.parse(rows[0]?.day ?? '')).toBe((rows.length - 1) * DAY);
    expectContiguous(rows);
  });
});

test('who moves has one digest for each of their days, without gap or overlap', async () => {
  const places = ['Pacific/Auckland', 'Pacific/Honolulu', 'Europe/Zurich', 'Pacific/Kiritimati', 'America/Chicago'];
  for (const [index, place] of places.entries()) {
    await moveTo(place);
    await run(`2040-06-${10 + index * 3}T00:20:00Z`, 3);
  }
  const rows = await planned();
  expect(rows.length).toBeGreaterThanOrEqual(14);
  expect(rows.length).toBeLessThanOrEqual(16);
  expect(new Set(rows.map((row) => row.day)).size).toBe(rows.length);
  expectContiguous(rows);
});

test('three days without a worker are made up for by one digest', async () => {
  await planDigests(new Date('2040-06-11T13:00:00Z'));
  await planDigests(new Date('2040-06-14T13:00:00Z'));
  const rows = await planned();
  expect(rows.map((row) => row.day)).toEqual(['2040-06-11', '2040-06-14']);
  expectContiguous(rows);
});

test('what was missed longer ago than a week stays missed', async () => {
  await planDigests(new Date('2040-06-11T13:00:00Z'));
  await planDigests(new Date('2040-08-11T13:00:00Z'));
  const last = (await planned()).at(-1);
  expect(last?.from.toISOString()).toBe('2040-08-04T12:00:00.000Z');
});

test('the weekly digest comes on Mondays', async () => {
  await settle('digest', 'weekly');
  await run('2040-06-01T00:00:00Z', 28);
  const rows = await planned(cast.member.id, 'weekly');
  expect(rows.map((row) => new Date(row.day).getUTCDay())).toEqual([1, 1, 1, 1, 1]);
  expectContiguous(rows);
  expect(await planned()).toEqual([]);
});

test('a group that is mailed daily or weekly has its digest though the personal one is off', async () => {
  await settle('digest', 'never');
  const now = new Date('2040-06-14T13:00:00Z');
  await planDigests(now);
  expect([...(await planned()), ...(await planned(cast.member.id, 'weekly'))]).toEqual([]);
  const set = (frequency: string) =>
    open.current.query('update memberships set email_frequency = $1 where person_id = $2 and group_id = $3', [
      frequency,
      cast.member.id,
      cast.groups.private.id,
    ]);
  await set('daily');
  await planDigests(now);
  await set('weekly');
  await planDigests(now);
  expect([(await planned()).length, (await planned(cast.member.id, 'weekly')).length]).toEqual([1, 1]);
});

test('no digest is planned for whoever wants or gets no mail, is switched off, or came after this morning', async () => {
  const now = new Date('2040-06-14T13:00:00Z');
  await settle('receives_email', false);
  await open.current.query(`insert into mail_suppressions (address, reason) values ($1, 'bounce')`, [cast.owner.email]);
  await open.current.query('update people set created_at = $2 where id = $1', [
    cast.follower.id,
    '2040-06-14T12:30:00Z',
  ]);
  await planDigests(now);
  for (const person of [cast.member, cast.owner, cast.deactivated, cast.follower]) {
    expect(await planned(person.id)).toEqual([]);
  }
  expect(await planned(cast.outsider.id)).toHaveLength(1);
});

test('no digest is planned while mail is off', async () => {
  await open.current.query('insert into email_settings (is_on) values (false)');
  await planDigests(new Date('2040-06-14T13:00:00Z'));
  expect(await planned()).toEqual([]);
});

test('a zone that nobody knows is the organisation’s', async () => {
  await moveTo('Mars/Olympus');
  await planDigests(new Date('2040-06-14T13:00:00Z'));
  expect((await planned())[0]?.until.toISOString()).toBe('2040-06-14T07:00:00.000Z');
});

test('each digest is due once, however often it is planned', async () => {
  const now = new Date('2040-06-14T13:00:00Z');
  await planDigests(now);
  const first = await events();
  expect(first).toBeGreaterThan(8);
  await planDigests(now);
  expect(await events()).toBe(first);
});

testParallel('eight workers plan one digest for each person', async () => {
  const now = new Date('2040-06-14T13:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => planDigests(now)));
  const [row] = await open.current.query('select count(*)::int as n from digests');
  expect(await events()).toBe(row?.n);
  expect(await planned()).toHaveLength(1);
});
