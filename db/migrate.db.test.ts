import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { runOn } from '@/lib/testing/postgres';
import { temporaryFolder } from '@/lib/testing/temporary';
import { lastMigration, migrateDatabase, newestMigration } from './migrate';
import { connectDatabase } from './open';

const open = useDatabase('empty');
const folder = temporaryFolder('migrations');
afterAll(() => rmSync(folder, { recursive: true }));

/** Migrations of this test only, later than the real ones. */
function writeMigrations(statements: Record<string, string>) {
  const at = newestMigration();
  mkdirSync(path.join(folder, 'meta'), { recursive: true });
  const entries = Object.keys(statements).map((tag, idx) => ({
    idx,
    version: '7',
    when: at + idx + 1,
    tag,
    breakpoints: true,
  }));
  for (const [tag, sql] of Object.entries(statements)) writeFileSync(path.join(folder, `${tag}.sql`), sql);
  writeFileSync(
    path.join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
}

const exists = async (table: string) =>
  (await open.current.query('select to_regclass($1) is not null as "is"', [table]))[0]?.is;

beforeAll(() =>
  writeMigrations({
    '0000_good': 'create table good ()',
    '0001_bad': 'create table half ();--> statement-breakpoint\nselect 1/0',
  }),
);

test('a migrated database knows its last migration', async () => {
  expect(await lastMigration(open.current)).toBe(newestMigration());
});

test('of migrations that fail nothing is left', async () => {
  await expect(migrateDatabase(open.current, folder)).rejects.toThrow();
  expect([await exists('good'), await exists('half')]).toEqual([false, false]);
  expect(await lastMigration(open.current)).toBe(newestMigration());
});

test('repaired, the same migrations go through', async () => {
  writeMigrations({ '0000_good': 'create table good ()', '0001_bad': 'create table half ()' });
  expect(await migrateDatabase(open.current, folder)).toBe(2);
  expect([await exists('good'), await exists('half')]).toEqual([true, true]);
  expect(await migrateDatabase(open.current, folder)).toBe(0);
});

testParallel('processes that start together on an empty database migrate it once', async () => {
  const databases = inject('databases');
  if (databases.kind === 'pglite') return;
  const name = `chatter_race_${process.pid}_${Date.now().toString(36)}`;
  const url = new URL(databases.server);
  url.pathname = `/${name}`;
  await runOn(databases.server, `create database ${name}`);
  const connections = await Promise.all([1, 2, 3, 4].map(() => connectDatabase({ url: url.href, driver: 'pg' })));
  const applied = await Promise.all(connections.map((database) => migrateDatabase(database)));
  await Promise.all(connections.map((database) => database.close()));
  await runOn(databases.server, `drop database ${name} with (force)`);
  expect(applied.filter((count) => count > 0)).toHaveLength(1);
});
