import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { migrateDatabase } from '@/db/migrate';
import { sqlState, transaction, violatedConstraint } from '@/db/writer';
import { testParallel, useDatabase } from './database';

const open = useDatabase('empty');
const notes = pgTable('driver_notes', { name: text().primaryKey(), body: text() });

beforeAll(async () => {
  await open.current.query('create table driver_notes (name text primary key, body text)');
});

const bodyOf = async (name: string) =>
  (await open.current.query('select body from driver_notes where name = $1', [name])).map((row) => row.body);

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('the driver is the one that this run is about', () => {
  expect(open.current.driver).toBe(inject('databases').kind);
});

test('Postgres is of version 15, except for PGlite', async () => {
  const [row] = await open.current.query("select current_setting('server_version_num')::int / 10000 as version");
  const isOwn = inject('databases').kind !== 'pglite' && !process.env.TEST_DATABASE_URL;
  expect(row?.version).toSatisfy((version: number) => (isOwn ? version === 15 : version >= 15));
});

test('migrating a migrated database changes nothing', async () => {
  expect(await migrateDatabase(open.current)).toBe(0);
});

test('a transaction keeps all it wrote', async () => {
  await transaction(async (tx) => {
    await tx.insert(notes).values({ name: 'kept', body: 'one' });
    await tx.update(notes).set({ body: 'two' }).where(sql`name = 'kept'`);
  });
  expect(await bodyOf('kept')).toEqual(['two']);
});

test('a transaction that throws keeps nothing', async () => {
  const refused = transaction(async (tx) => {
    await tx.insert(notes).values({ name: 'dropped', body: 'one' });
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  expect(await bodyOf('dropped')).toEqual([]);
});

test('a unique violation is told with its code and constraint', async () => {
  const twice = async () => transaction((tx) => tx.insert(notes).values({ name: 'twice' }));
  await twice();
  const error = await failure(twice());
  expect(sqlState(error)).toBe('23505');
  expect(violatedConstraint(error)).toBe('driver_notes_pkey');
});

test('the same statement runs again and again with other values', async () => {
  const found = [];
  for (let i = 0; i < 5; i++) found.push(...(await open.current.query('select $1::int * 2 as double', [i])));
  expect(found.map((row) => row.double)).toEqual([0, 2, 4, 6, 8]);
});

test('counts are numbers, dates are text and moments are Dates', async () => {
  const [row] = await open.current.query(
    `select count(*) as n, date '2026-02-03' as day, timestamptz '2026-02-03 04:05:06Z' as at`,
  );
  expect(row).toEqual({ n: 1, day: '2026-02-03', at: new Date('2026-02-03T04:05:06Z') });
});

test('text keeps every character', async () => {
  const strange = 'naïve 日本語 \u202e 👩‍👩‍👧 \\ \' " %';
  expect(await open.current.query('select $1::text as body', [strange])).toEqual([{ body: strange }]);
});

test('statements that start together all come back', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, (_, i) => open.current.query('select $1::int as n', [i])));
  expect(all.map(([row]) => row?.n)).toEqual(Array.from({ length: 40 }, (_, i) => i));
});

testParallel('of 20 connections that insert the same key one wins', async () => {
  const tries = Array.from({ length: 20 }, () =>
    failure(transaction((tx) => tx.insert(notes).values({ name: 'raced', body: 'x' }))),
  );
  const outcomes = (await Promise.all(tries)).map((error) => (error ? sqlState(error) : 'won'));
  expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['won', '23505']));
});
