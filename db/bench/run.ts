import type { Database } from '@/db/database';
import { openDatabase } from '@/db/open';
import { env } from '@/lib/env';
import { runOn, startPostgres } from '@/lib/testing/postgres';
import { fillCompany } from './fill';
import { measureLive } from './live-figures';
import { measurePages } from './page-figures';
import { measureRecords } from './record-figures';
import { fillRecords } from './record-fill';
import { measureRecordPages } from './record-page-figures';
import { measureSql } from './sql-figures';
import { findViewers } from './viewers';

export type BenchOptions = { items: number; parts: ReadonlySet<string> };

/** Fills a company of this many posts and prints what its pages cost. Nothing here passes or fails: read the table. */
export async function runBench({ items, parts }: BenchOptions) {
  if (!Number.isSafeInteger(items) || items < 20_000) throw new Error('--items takes a number from 20000.');
  const server = env.DATABASE_URL ? null : await startPostgres();
  const url = env.DATABASE_URL ?? server?.url('bench') ?? '';
  if (server) await runOn(server.url('postgres'), 'create database bench');
  const database = await openDatabase({ url });
  try {
    const began = Date.now();
    if (parts.has('records')) return await benchRecords(database, items);
    const held = await fillCompany(database, items);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${held.toLocaleString('en-US')} posts in ${new URL(url).pathname.slice(1)}, filled in ${seconds} s.`);
    const viewers = await findViewers(database);
    if (parts.has('sql')) await measureSql(database, viewers);
    if (parts.has('live')) await measureLive(database, url, viewers.typical);
    if (parts.has('pages')) await measurePages(database, url, viewers.typical);
  } finally {
    await database.close();
    await server?.stop();
  }
}

/** Records have a company of their own, which is filled in a minute and not in ten. */
async function benchRecords(database: Database, items: number) {
  const began = Date.now();
  const held = await fillRecords(database, items);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`Two objects of ${held.toLocaleString('en-US')} records each, filled in ${seconds} s.`);
  await measureRecords(database);
  await measureRecordPages(database);
}
