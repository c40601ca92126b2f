import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { numberLiteral } from '@/lib/access/sql-literal';
import { type KeyedRow, type Look, rowColumns, way } from './look';
import { afterRow } from './sort-sql';
import { FEW } from './sources-sql';

type Narrow = { size: number; items: KeyedRow[] };

/**
 * The list from a source of ids, in whatever order is asked; null where the source has more than a few. The ids are an
 * array, which is looked up by the primary key: as a join the planner might walk the whole object instead.
 */
export async function amongFew(
  { s, object, plan, sort, fit, cursor, size }: Look,
  source: SQL,
): Promise<KeyedRow[] | null> {
  const { isDescending } = plan;
  const walk = s.walkedRecords({
    objectId: object.id,
    where: sql`(select few.size from few) <= ${numberLiteral(FEW)} and r.id = any((select few.ids from few)::uuid[])
      and ${fit} and ${afterRow(sort, cursor, isDescending)}`,
    key: sort.key,
    isDescending,
    hasNullsLast: true,
  });
  const [found] = await s.rows<Narrow>(sql`
    with found as materialized (select array(${source}) as ids),
      few as materialized (select found.ids, coalesce(cardinality(found.ids), 0) as size from found),
      page as materialized (select ${rowColumns(sort)} from ${walk} r
        order by r.sort_key ${way(isDescending)} nulls last, r.id ${way(isDescending)} limit ${numberLiteral(size)})
    select few.size, coalesce((select json_agg(page) from page), '[]') as items from few`);
  return found && found.size <= FEW ? found.items : null;
}
