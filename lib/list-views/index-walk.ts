import 'server-only';
import { sql } from 'drizzle-orm';
import { numberLiteral } from '@/lib/access/sql-literal';
import { type Found, type KeyedRow, type Look, paged, rowColumns, way } from './look';
import { NEWEST } from './rules';
import { afterInStretch, inOrder, type ListCursor, MOST_SKIPPED, type Stretch } from './sort-sql';

/** How many rows of an index are looked at for a page: first some, then as many as anybody is made to wait for. */
export const NEAR = 1000;
export const FAR = NEWEST;

type Passed = { items: KeyedRow[]; passed: number };

/** One stretch of the index from the cursor on: what fits among the next `count` rows, and how many there were. */
async function along(look: Look, stretch: Stretch, cursor: ListCursor | null, count: number): Promise<Passed> {
  const { s, object, plan, fit, size } = look;
  const { isDescending } = plan;
  const isKeyed = stretch.key === undefined;
  const sort = isKeyed ? look.sort : { ...look.sort, key: sql`r.id`, type: 'uuid' as const };
  const where = cursor
    ? sql`${stretch.where} and ${afterInStretch(sort, stretch, cursor, isDescending)}`
    : stretch.where;
  const walk = {
    objectId: object.id,
    where,
    key: isKeyed ? sort.key : (stretch.stored ?? sql`r.id`),
    isDescending,
    skip: cursor?.skip ?? 0,
    count,
  };
  const direction = way(isDescending);
  const [found] = await s.rows<Passed>(sql`
    with page as materialized (select ${rowColumns(isKeyed ? sort : { type: 'text' })} from ${s.walkedRecords(walk)} r where ${fit}
      order by r.sort_key ${direction}, r.id ${direction} limit ${numberLiteral(size)})
    select coalesce((select json_agg(page) from page), '[]') as items,
      case when (select count(*) from page) < ${numberLiteral(size)} then ${s.walkLength(walk)} else ${numberLiteral(count)} end as passed`);
  const { items = [], passed = 0 } = found ?? {};
  return { items: isKeyed ? items : items.map((row) => ({ ...row, key: stretch.key ?? null })), passed };
}

/** The stretch that a cursor stands in: as it says, or by its key where another way of finding wrote it. */
function placeOf(stretches: readonly Stretch[], cursor: ListCursor): number {
  if (cursor.stretch !== null && cursor.stretch < stretches.length) return cursor.stretch;
  const isIn = ({ key }: Stretch) => (key === undefined ? cursor.key !== null : key === cursor.key);
  return Math.max(0, stretches.findIndex(isIn));
}

type Walked = { rows: KeyedRow[]; left: number; from: ListCursor | null };

const furtherOn = (from: ListCursor | null, passed: number, stretch: number): ListCursor => ({
  key: from?.key ?? null,
  id: from?.id ?? null,
  skip: (from?.skip ?? 0) + passed,
  stretch,
});

/** One stretch to its end, until the page is full, or until as many rows were passed as are left to pass. */
async function through(look: Look, stretch: Stretch, place: number, { from, left }: Walked): Promise<Walked> {
  const rows: KeyedRow[] = [];
  let next: ListCursor | null = from;
  let rest = left;
  while (rest > 0) {
    const count = rest === FAR ? NEAR : rest;
    const { items, passed } = await along({ ...look, size: look.size - rows.length }, stretch, next, count);
    rows.push(...items.map((row) => ({ ...row, stretch: place })));
    rest -= passed;
    if (rows.length >= look.size || passed < count) return { rows, left: rest, from: null };
    next = furtherOn(next, passed, place);
  }
  return { rows, left: rest, from: next };
}

/** The list along the index of its order: exact over any length, and so many rows of it at a time. */
export async function alongIndex(look: Look, unordered: readonly Stretch[], most: number): Promise<Found> {
  const stretches = inOrder(unordered, look.plan.isDescending);
  const first = look.cursor ? placeOf(stretches, look.cursor) : 0;
  let walked: Walked = { rows: [], left: most, from: look.cursor };
  for (const [index, stretch] of stretches.slice(first).entries()) {
    const rest = { ...look, size: look.size - walked.rows.length };
    const { rows, left, from } = await through(rest, stretch, first + index, walked);
    walked = { rows: [...walked.rows, ...rows], left, from };
    if (walked.rows.length >= look.size) return paged(look, walked.rows);
    if (from) return unfinished(look, walked.rows, from);
  }
  return paged(look, walked.rows);
}

function unfinished(look: Look, rows: readonly KeyedRow[], from: ListCursor): Found {
  const isLost = from.skip > MOST_SKIPPED;
  return { ...paged(look, rows, isLost ? null : from), isBounded: isLost };
}
