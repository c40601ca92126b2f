import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/database';
import { prepareDatabase } from '@/db/prepare';

const MARK = 'Records for npm run bench: ';

/** Fills an empty database with so many records of each of two objects, and leaves alone one that it filled before. */
export async function fillRecords(database: Database, items: number): Promise<number> {
  const [row] = await database.query(`select obj_description('public'::regnamespace, 'pg_namespace') as mark`);
  const mark = String(row?.mark ?? '');
  if (mark.startsWith(MARK)) return Number(mark.slice(MARK.length));
  await prepareDatabase(database);
  const [{ count } = { count: 0 }] = await database.query('select count(*)::int as count from subjects');
  if (count !== 0) throw new Error('this database holds something else. Measuring needs one of its own.');
  const values: Record<string, number> = {
    items,
    people: Math.max(400, Math.min(10_000, Math.floor(items / 50))),
    groups: Math.max(50, Math.min(2_000, Math.floor(items / 500))),
  };
  const script = readFileSync('db/bench/record-fill.sql', 'utf8').replace(
    /(?<!:):(items|people|groups)\b/g,
    (_, name: string) => String(values[name]),
  );
  await database.unhurried((db) => db.execute(sql.raw(script)));
  await database.unhurried((db) => db.execute(sql.raw(`comment on schema public is '${MARK}${items}'`)));
  await database.unhurried((db) => db.execute(sql.raw('vacuum analyze records')));
  await database.unhurried((db) => db.execute(sql.raw('vacuum analyze grants')));
  return items;
}
