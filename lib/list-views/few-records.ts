import 'server-only';
import { sql } from 'drizzle-orm';
import { numberLiteral } from '@/lib/access/sql-literal';
import { type KeyedRow, type Look, rowColumns, way } from './look';
import { isSystem } from './rules';
import { afterRow } from './sort-sql';
import { isWhole, type Source } from './sources-sql';

type Narrow = { size: number; items: KeyedRow[] };

/**
 * The list from a source of ids, in whatever order is asked; null where the source has more than a few. The ids are an
 * array, which is looked up by the primary key: as a join the planner might walk the whole object instead.
 */
export async function amongFew(look: Look, { ids: source, most }: Source): Promise<KeyedRow[] | null> {
  const { s, object, plan, sort, fit, cursor, size } = look;
  const { isDescending } = plan;
  const isFew = sql`(select found.size from found) <= ${numberLiteral(most)}`;
  const ids = sql`(select found.ids from found)::uuid[]`;
  const after = afterRow(sort, cursor, isDescending);
  const walk = { objectId: object.id, key: sort.key, isDescending, hasNullsLast: true };
  // All of what one holds, in an order that the index has beside the ids: only the rows of the page are looked at.
  const isCovered = isWhole(plan) && isSystem(plan.sort) && sort.stretches !== null;
  const first = isCovered ? sql`array(${s.firstOf({ ...walk, where: after, count: size }, ids)})` : ids;
  const shown = s.walkedRecords({
    ...walk,
    where: sql`${isFew} and r.id = any((select few.ids from few)::uuid[]) and ${fit} and ${after}`,
  });
  const [found] = await s.rows<Narrow>(sql`
    with listed as materialized (select array(${source}) as ids),
      found as materialized (select listed.ids, coalesce(cardinality(listed.ids), 0) as size from listed),
      few as materialized (select case when ${isFew} then ${first} end as ids),
      page as materialized (select ${rowColumns(sort)} from ${shown} r
        order by r.sort_key ${way(isDescending)} nulls last, r.id ${way(isDescending)} limit ${numberLiteral(size)})
    select found.size, coalesce((select json_agg(page) from page), '[]') as items from found`);
  return found && found.size <= most ? found.items : null;
}
