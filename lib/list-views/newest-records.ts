import 'server-only';
import { sql } from 'drizzle-orm';
import { numberLiteral } from '@/lib/access/sql-literal';
import { type Found, type KeyedRow, type Look, paged, rowColumns, way } from './look';
import { NEWEST } from './rules';
import { afterRow } from './sort-sql';

/** The list among the newest records of the object, in an order that has no index. */
export async function amongNewest(look: Look): Promise<Found> {
  const { s, object, plan, sort, fit, cursor, size } = look;
  const direction = way(plan.isDescending);
  const walk = { objectId: object.id, where: sql`true`, key: sql`r.id`, isDescending: true, count: NEWEST };
  const [found] = await s.rows<{ items: KeyedRow[]; passed: number }>(sql`
    with page as materialized (
      select ${rowColumns(sort)} from (select r.*, ${sort.key} as sort_key from (
          select w.id, w.name, w.owner_id, w.values, w.raw_values, w.version, w.created_at, w.updated_at from ${s.walkedRecords(walk)} w) r
        where ${fit} and ${afterRow(sort, cursor, plan.isDescending)}) r
      order by r.sort_key ${direction} nulls last, r.id ${direction} limit ${numberLiteral(size)})
    select coalesce((select json_agg(page) from page), '[]') as items, ${s.walkLength({ ...walk, count: NEWEST + 1 })} as passed`);
  return { ...paged(look, found?.items ?? []), isBounded: (found?.passed ?? 0) > NEWEST };
}
