import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { storedValue } from '@/lib/access/fields';
import type { Scope } from '@/lib/access/scope';
import { numberLiteral } from '@/lib/access/sql-literal';
import { isId } from '@/lib/ids';
import type { ObjectView } from '@/lib/objects/view-models';
import { peopleSql, topicRecords } from './filter-sql';
import type { ListPlan, PlannedFilter } from './plan-rules';

/** A list of at most so many is found from there, and not along the whole object. */
export const FEW = 5000;
const OVER = FEW + 1;
/** Where an index alone says which of them come first, they may be more. */
export const MANY = 20_000;

/** Ids to begin a list at, and of how many at most that is worth it. */
export type Source = { ids: SQL; most: number };

/** All that one sees of an object, with nothing asked of it. */
export const isWhole = ({ scope, filters, topics, q }: ListPlan): boolean =>
  scope === 'all' && filters.length === 0 && topics.length === 0 && q === '';

/** Where a list may begin that is shorter than its object: ids by an index. */
function filterSource(s: Scope, { id: objectId }: ObjectView, { field, operator, values }: PlannedFilter): SQL | null {
  if (operator !== 'is') return null;
  if (field.role === 'owner')
    return s.recordIdsWhere(objectId, sql`r.owner_id = any(array(${peopleSql(s, values)}))`, OVER);
  if (field.type === 'lookup' && values.every(isId))
    return sql`select rl.record_id from ${s.recordLinks} rl where rl.field_id = ${field.id} and rl.target_id = any(${sql.param(values)}::uuid[]) limit ${numberLiteral(OVER)}`;
  if (!field.isSortable || !['picklist', 'date'].includes(field.type)) return null;
  return s.recordIdsWhere(objectId, sql`${storedValue('r', field)} = any(${sql.param(values)}::text[])`, OVER);
}

function scopeSource(s: Scope, { id: objectId }: ObjectView, { scope }: ListPlan): SQL | null {
  if (scope === 'mine') return s.recordIdsWhere(objectId, sql`r.owner_id = ${s.viewer.id}`, OVER);
  if (scope === 'team')
    return s.recordIdsWhere(objectId, sql`r.owner_id = any(array(select mt.person_id from ${s.reports} mt))`, OVER);
  if (scope === 'followed') return sql`select f.subject_id from ${s.ownFollows} f limit ${numberLiteral(OVER)}`;
  if (scope === 'recent') return sql`select rv.record_id from ${s.ownRecordViews} rv limit ${numberLiteral(OVER)}`;
  return null;
}

export type Sources = {
  /** Likely to be short: tried before anything else. */
  short: Source[];
  /** Short perhaps: tried where the list is not among the first rows of its order. */
  perhaps: Source[];
};

/** The ways to find a list from something that may be shorter than its object. */
export function sourcesOf(s: Scope, object: ObjectView, plan: ListPlan): Sources {
  // Where everything is restricted, what one holds is all that one sees.
  const isClosed = object.access === 'private' || s.viewer.kind === 'guest';
  const own = scopeSource(s, object, plan);
  const short = [
    plan.scope === 'team' ? null : own,
    ...plan.topics.map((name) => sql`${topicRecords(s, name)} limit ${numberLiteral(OVER)}`),
  ];
  const perhaps = [
    plan.scope === 'team' ? own : null,
    ...plan.filters.map((filter) => filterSource(s, object, filter)),
  ];
  const isThere = (source: SQL | null): source is SQL => source !== null;
  const few = (sources: (SQL | null)[]) =>
    sources
      .filter(isThere)
      .slice(0, 2)
      .map((ids): Source => ({ ids, most: FEW }));
  const most = isWhole(plan) ? MANY : FEW;
  const held = isClosed ? [{ ids: s.heldIds(most + 1), most }] : [];
  return { short: [...few(short), ...held], perhaps: few(perhaps) };
}
