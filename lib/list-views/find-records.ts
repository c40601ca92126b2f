import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { numberLiteral } from '@/lib/access/sql-literal';
import type { ObjectView } from '@/lib/objects/view-models';
import { amongFew } from './few-records';
import { planSql } from './filter-sql';
import { alongIndex, FAR, NEAR } from './index-walk';
import { type Found, type Look, paged } from './look';
import { amongNewest } from './newest-records';
import type { ListPlan } from './plan-rules';
import { MOST_COUNTED } from './rules';
import { fits, readCursor, sortKey } from './sort-sql';
import { type Source, sourcesOf } from './sources-sql';
import type { BoundedCount } from './view-models';

/** Rows that are looked at to count those that fit. */
const COUNTED = 2 * MOST_COUNTED;

/**
 * One page of a list. Never a free join, which the planner may turn either way: a list that begins at few ids is looked
 * up from them in any order; any other is walked along the index of its order, a bounded number of rows for each page;
 * and in an order without an index the newest records of the object are sorted.
 */
export async function findRecords(
  s: Scope,
  object: ObjectView,
  plan: ListPlan,
  { after, size }: { after?: string | undefined; size: number },
): Promise<Found> {
  const sort = sortKey(s, plan.sort);
  const asked = readCursor(after);
  const cursor = asked && fits(sort, asked) ? asked : null;
  const look: Look = { s, object, plan, sort, fit: planSql(s, plan), cursor, size: size + 1 };
  return (await nearby(look)) ?? (sort.stretches ? alongIndex(look, sort.stretches, FAR) : amongNewest(look));
}

async function fromShort(look: Look, sources: readonly Source[]): Promise<Found | null> {
  for (const source of sources) {
    const few = await amongFew(look, source);
    if (few) return paged(look, few);
  }
  return null;
}

/** What is found at once: from something short, or among the first rows of the order. */
async function nearby(look: Look): Promise<Found | null> {
  const { short, perhaps } = sourcesOf(look.s, look.object, look.plan);
  const own = await fromShort(look, short);
  if (own) return own;
  const near = look.sort.stretches && (await alongIndex(look, look.sort.stretches, NEAR));
  return near && !near.isUnfinished ? near : fromShort(look, perhaps);
}

/** How many records a list has for its reader, as far as it is counted. */
export async function countRecords(s: Scope, object: ObjectView, plan: ListPlan): Promise<BoundedCount> {
  const fit = planSql(s, plan);
  const key = sql`r.id`;
  const { short, perhaps } = sourcesOf(s, object, plan);
  for (const { ids, most } of [...short, ...perhaps]) {
    const where = sql`(select few.size from few) <= ${numberLiteral(most)} and r.id = any((select few.ids from few)::uuid[]) and ${fit}`;
    const [few] = await s.rows<{ size: number; count: number }>(sql`
      with found as materialized (select array(${ids}) as ids),
        few as materialized (select found.ids, coalesce(cardinality(found.ids), 0) as size from found)
      select few.size, (select count(*)::int from ${s.walkedRecords({ objectId: object.id, where, key, isDescending: true })} r) as count from few`);
    if (few && few.size <= most) return { count: few.count, isMore: false };
  }
  const walk = { objectId: object.id, where: sql`true`, key, isDescending: true, count: COUNTED };
  const [found] = await s.rows<{ count: number; passed: number }>(sql`
    with fitting as materialized (select 1 from ${s.walkedRecords(walk)} r where ${fit} limit ${numberLiteral(MOST_COUNTED + 1)})
    select count(*)::int as count, case when count(*) > ${numberLiteral(MOST_COUNTED)} then 0 else ${s.walkLength(walk)} end as passed from fitting`);
  const { count = 0, passed = 0 } = found ?? {};
  return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED || passed >= COUNTED };
}
