import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/database';
import { prepareDatabase } from '@/db/prepare';

const MARK = 'A made-up company for npm run bench: items ';

/** Things grow with the items up to the size of the company that PERF.md speaks of. */
function sizes(items: number) {
  const upTo = (most: number, each: number) => Math.max(200, Math.min(most, Math.floor(items / each)));
  return { items, people: upTo(10_000, 50), groups: upTo(2_000, 250), topics: upTo(20_000, 25) };
}

/** Fills an empty database, and leaves one alone that it filled before. Any other is refused. Returns its number of items. */
export async function fillCompany(database: Database, items: number): Promise<number> {
  const found = await markOf(database);
  if (found) return found;
  await prepareDatabase(database);
  const [{ count } = { count: 0 }] = await database.query('select count(*)::int as count from subjects');
  if (count !== 0) throw new Error('this database holds something else. Measuring needs one of its own.');
  const values: Record<string, string> = { until: `'${new Date().toISOString()}'` };
  for (const [name, value] of Object.entries(sizes(items))) values[name] = String(value);
  const script = readFileSync('db/bench/fill.sql', 'utf8').replace(
    /(?<!:):'?(items|people|groups|topics|until)\b'?/g,
    (_, name: string) => values[name] ?? '',
  );
  // Without values the driver sends the whole script at once, which Postgres runs as one transaction.
  await database.unhurried((db) => db.execute(sql.raw(script)));
  await database.unhurried((db) => db.execute(sql.raw(`comment on schema public is '${MARK}${items}'`)));
  return items;
}

async function markOf(database: Database): Promise<number | null> {
  const [row] = await database.query(`select obj_description('public'::regnamespace, 'pg_namespace') as mark`);
  const mark = String(row?.mark ?? '');
  return mark.startsWith(MARK) ? Number(mark.slice(MARK.length)) : null;
}
