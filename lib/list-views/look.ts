import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import type { ObjectView } from '@/lib/objects/view-models';
import type { ListPlan } from './plan-rules';
import { keyText, type ListCursor, type SortKey, writeCursor } from './sort-sql';
import type { ListRow } from './view-models';

/** What a page of a list is looked for with: `fit` is all that a row has to meet, `size` one more than is shown. */
export type Look = {
  s: Scope;
  object: ObjectView;
  plan: ListPlan;
  sort: SortKey;
  fit: SQL;
  cursor: ListCursor | null;
  size: number;
};

/** A row with its key, and, where it was found along an index, in which stretch of it. */
export type KeyedRow = ListRow & { key: string | null; stretch?: number };

/** A page's rows. `isBounded`: older records were not looked at; `isUnfinished`: there is more to look through, and `next` goes on there. */
export type Found = { rows: ListRow[]; next: string | null; isBounded: boolean; isUnfinished: boolean };

export const way = (isDescending: boolean): SQL => (isDescending ? sql`desc` : sql`asc`);
export const iso = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of a ListRow with its key, of walkedRecords under `r`. */
export const rowColumns = (
  sort: Pick<SortKey, 'type'>,
): SQL => sql`r.id, r.name, r.owner_id as "ownerId", r.values, r.version,
  ${iso(sql`r.created_at`)} as "createdAt", ${iso(sql`r.updated_at`)} as "updatedAt", ${keyText(sql`r.sort_key`, sort)} as key`;

/** Cuts one row more than a page into the page and where the next begins, or where the search goes on. */
export function paged(
  { size }: Pick<Look, 'size'>,
  rows: readonly KeyedRow[],
  further: ListCursor | null = null,
): Found {
  const shown = rows.slice(0, size - 1);
  const last = shown.at(-1);
  const isMore = rows.length >= size && last !== undefined;
  const cursor = isMore ? { key: last.key, id: last.id, skip: 0, stretch: last.stretch ?? null } : further;
  return {
    rows: shown.map(({ key: _key, stretch: _stretch, ...row }) => row),
    next: cursor && writeCursor(cursor),
    isBounded: false,
    isUnfinished: !isMore && further !== null,
  };
}
