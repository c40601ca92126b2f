import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { visible } from './audience';
import { readableValues } from './fields';
import { idLiteral, numberLiteral } from './sql-literal';
import type { Viewer } from './viewer';

/** A walk along the records of one object: in the order of `key` and id, over rows `r` that fit `where`, so many of them. */
export type Walk = {
  objectId: string;
  where: SQL;
  key: SQL;
  isDescending: boolean;
  /** Only where keys may be blank and no index is used: an index has blank keys at its other end. */
  hasNullsLast?: boolean;
  skip?: number;
  count?: number;
};

/** Living rows `r` of an object, whoever may see them. */
const rowsOf = (objectId: string, where: SQL): SQL =>
  sql`(select b.*, b.values as raw_values from records b) r where r.object_id = ${idLiteral(objectId)} and r.deleted_at is null and ${where}`;

/** The ids that the viewer's grants name, of records and of groups: a bounded look at each principal of theirs. */
function heldIds(viewer: Viewer, most: number): SQL {
  if (viewer.audiences) return sql`select unnest(${sql.param(viewer.audiences)}::uuid[]) limit ${numberLiteral(most)}`;
  const me = sql`${viewer.id}::uuid`;
  const top = numberLiteral(most);
  const overseen = sql`select unnest(${sql.param([...viewer.oversees])}::uuid[])`;
  return sql`select held.audience from (
    (${overseen} as audience)
    union all (select g.audience from grants g where g.principal = ${me} order by g.audience desc limit ${top})
    union all (select g.audience from memberships m cross join lateral (select audience from grants gm where gm.principal = m.group_id order by gm.audience desc limit ${top}) g
      where m.person_id = ${me} limit ${top})
    union all (select g.audience from manager_tree t cross join lateral (select audience from grants gt where gt.principal = t.person_id and gt.through_managers limit ${top}) g
      where t.manager_id = ${me} limit ${top})) held limit ${top}`;
}

const direction = (isDescending: boolean) => (isDescending ? sql`desc` : sql`asc`);

function walked({ objectId, where, key, isDescending, hasNullsLast, skip = 0, count }: Walk): SQL {
  const way = direction(isDescending);
  const nulls = hasNullsLast ? sql`nulls last` : sql``;
  // Without a limit nothing would keep the condition of who may see a row from being asked before the rows are sorted.
  const limit = count === undefined ? sql`offset 0` : sql`offset ${numberLiteral(skip)} limit ${numberLiteral(count)}`;
  return sql`select r.*, ${key} as sort_key from ${rowsOf(objectId, where)} order by ${key} ${way} ${nulls}, r.id ${way} ${limit}`;
}

/** The relations of scope() that lists of records are made from. */
export function listRelations(viewer: Viewer) {
  return {
    /**
     * Records along a walk that the viewer may see, with their `sort_key`. What the walk passes and they may not see
     * counts against its length and is in no row.
     */
    walkedRecords: (walk: Walk): SQL =>
      sql`(select r.id, r.object_id, r.name, r.owner_id, ${readableValues(viewer)} as values, r.raw_values, r.sort_key, r.audience, r.version,
        r.created_at, r.updated_at from (${walked(walk)}) r where ${visible(viewer, sql`r.audience`)})`,
    /** How many rows a walk passes, up to its length: whether it came to the end, and nothing to be shown. */
    walkLength: ({ objectId, where, skip = 0, count = 0 }: Pick<Walk, 'objectId' | 'where' | 'skip' | 'count'>): SQL =>
      sql`(select count(*)::int from (select 1 from ${rowsOf(objectId, where)} offset ${numberLiteral(skip)} limit ${numberLiteral(count)}) passed)`,
    /** Ids of rows that fit, up to a number: to be looked up in walkedRecords, which says who sees them. */
    recordIdsWhere: (objectId: string, where: SQL, most: number): SQL =>
      sql`select r.id from ${rowsOf(objectId, where)} limit ${numberLiteral(most)}`,
    /** Of some ids the first in an order that is in the index with them, so that no more rows are looked at than are shown. */
    firstOf: ({ objectId, where, key, isDescending, count = 0 }: Walk, ids: SQL): SQL =>
      sql`select r.id from ${rowsOf(objectId, sql`r.id = any(${ids}) and ${where}`)}
        order by ${key} ${direction(isDescending)}, r.id ${direction(isDescending)} limit ${numberLiteral(count)}`,
    /** Ids of what the viewer holds, up to a number; to be looked up as well. */
    heldIds: (most: number): SQL => heldIds(viewer, most),
  };
}
