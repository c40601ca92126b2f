import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { storedValue } from '@/lib/access/fields';
import type { Scope } from '@/lib/access/scope';
import { numberLiteral } from '@/lib/access/sql-literal';
import { isId } from '@/lib/ids';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldView } from '@/lib/objects/view-models';
import { isSystem } from './rules';

/**
 * Where a page ended: behind the row with this key and id, or, without an id, at the beginning; `skip` rows further on
 * have been looked at already. What was looked at last may be a row that the reader must not know, so it is not named.
 */
export type ListCursor = { key: string | null; id: string | null; skip: number; stretch: number | null };

const MAX_TOKEN = 4000;
/** Who has looked through so many records in vain is to ask for something else. */
export const MOST_SKIPPED = 200_000;

export const writeCursor = ({ key, id, skip, stretch }: ListCursor): string =>
  Buffer.from(JSON.stringify([key, id, skip, stretch])).toString('base64url');

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
const isKey = (value: unknown): value is string | null =>
  value === null || (typeof value === 'string' && !value.includes('\0'));

/** The cursor of an address; null for none and for what we did not write. */
export function readCursor(token: string | undefined): ListCursor | null {
  if (!token || token.length > MAX_TOKEN) return null;
  try {
    const [key, id, skip, stretch] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const isOurs = isKey(key) && (id === null || isId(id)) && isCount(skip, MOST_SKIPPED);
    return isOurs && (stretch === null || isCount(stretch, 100)) ? { key, id, skip, stretch } : null;
  } catch {
    return null;
  }
}

/** One stretch of an index: rows of one kind of key. `key` is what they all have, where they have the same. */
export type Stretch = {
  where: SQL;
  key?: string | null /** What the index has in it, where that is not the key. */;
  stored?: SQL;
};

/** How rows `r` are sorted: by what, of which type, and along which stretches of an index, if there is one. */
export type SortKey = {
  key: SQL;
  type: 'uuid' | 'timestamptz' | 'numeric' | 'text' | 'int';
  stretches: Stretch[] | null;
};

/** A picklist of more values is sorted by them, and not in their order. */
const MOST_STRETCHES = 12;
const KEY_LENGTH = 200;

const filled = (key: SQL): Stretch => ({ where: sql`${key} is not null` });
const blank = (key: SQL): Stretch => ({ where: sql`${key} is null`, key: null, stored: key });

function systemKey(s: Scope, { apiName }: FieldView): SortKey {
  const every: Stretch[] = [{ where: sql`true` }];
  // An id is of the moment when its record was made.
  if (apiName === 'created_at') return { key: sql`r.id`, type: 'uuid', stretches: every };
  if (apiName === 'updated_at') return { key: sql`r.updated_at`, type: 'timestamptz', stretches: every };
  const viewed = sql`(select rv.viewed_at from ${s.ownRecordViews} rv where rv.record_id = r.id)`;
  return { key: viewed, type: 'timestamptz', stretches: null };
}

/** Values that are among no field's options, as the stretches of the index between those that are. */
function between(stored: SQL, options: readonly string[]): SQL {
  // By their bytes, as the index has them.
  const sorted = options.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const gaps = [...sorted, null].map((upper, index) => {
    const lower = sorted[index - 1];
    const [over, under] = [
      lower === undefined ? null : sql`${stored} > ${lower}`,
      upper === null ? null : sql`${stored} < ${upper}`,
    ];
    return sql`(${sql.join(
      [over, under].filter((one) => one !== null),
      sql` and `,
    )})`;
  });
  return sql`(${sql.join(gaps, sql` or `)})`;
}

/** Picklists are sorted in the order of their values, and what is none of them comes after. */
function picklistKey(stored: SQL, { options, isSortable }: FieldView): SortKey {
  const values = options.map(({ value }) => value);
  const last = values.length + 1;
  const key = sql`case when ${stored} is not null then coalesce(array_position(${sql.param(values)}::text[], ${stored} collate "default"), ${numberLiteral(last)}) end`;
  const stretches: Stretch[] = values.map((value, index) => ({
    where: sql`${stored} = ${value}`,
    key: String(index + 1),
  }));
  stretches.push({ where: between(stored, values), key: String(last) }, blank(stored));
  return { key, type: 'int', stretches: isSortable ? stretches : null };
}

/** People and records are sorted by the names that the reader may know. */
function nameKey(s: Scope, { role, type }: FieldView, stored: SQL): SortKey {
  const named = type === 'person' ? s.people : s.records;
  const id = role === 'owner' ? sql`r.owner_id` : sql`(${stored})::uuid`;
  const key = sql`(select lower(named.name) from ${named} named where named.id = ${id})`;
  return { key, type: 'text', stretches: null };
}

export function sortKey(s: Scope, field: FieldView): SortKey {
  if (isSystem(field)) return systemKey(s, field);
  const stored = storedValue('r', field);
  if (field.role === 'name') return { key: stored, type: 'text', stretches: [{ where: sql`true` }] };
  if (field.type === 'person' || field.type === 'lookup') return nameKey(s, field, stored);
  if (field.type === 'picklist' && field.options.length > 0 && field.options.length <= MOST_STRETCHES)
    return picklistKey(stored, field);
  const type = isNumeric(field.type) ? 'numeric' : 'text';
  if (field.isSortable) return { key: stored, type, stretches: [filled(stored), blank(stored)] };
  return {
    key: type === 'text' ? sql`left(${stored}, ${numberLiteral(KEY_LENGTH)})` : stored,
    type,
    stretches: null,
  };
}

const reads: Record<SortKey['type'], (key: string) => boolean> = {
  uuid: isId,
  timestamptz: (key) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key)),
  numeric: (key) => /^-?\d{1,40}(\.\d{1,40})?$/.test(key),
  text: () => true,
  int: (key) => /^\d{1,6}$/.test(key),
};

/** Whether a cursor can be one of this order: whoever made it up, or changed the order, begins at the first page. */
export const fits = ({ type }: SortKey, { key }: ListCursor): boolean => key === null || reads[type](key);

/** A row's key as a cursor keeps it. */
export const keyText = (key: SQL, { type }: Pick<SortKey, 'type'>): SQL =>
  type === 'timestamptz' ? sql`to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : sql`${key}::text`;

const casts = {
  uuid: sql`uuid`,
  timestamptz: sql`timestamptz`,
  numeric: sql`numeric`,
  text: sql`text`,
  int: sql`int`,
};

const typed = (key: string, { type }: Pick<SortKey, 'type'>): SQL => sql`${key}::${casts[type]}`;

const beyond = (isDescending: boolean) => (isDescending ? sql`<` : sql`>`);

/** Rows of an ordered list after the cursor, those without a key last. */
export function afterRow(sort: SortKey, cursor: ListCursor | null, isDescending: boolean): SQL {
  if (!cursor?.id) return sql`true`;
  const sign = beyond(isDescending);
  const isLater = sql`r.id ${sign} ${cursor.id}::uuid`;
  if (cursor.key === null) return sql`(${sort.key} is null and ${isLater})`;
  const key = typed(cursor.key, sort);
  return sql`(${sort.key} is null or ${sort.key} ${sign} ${key} or (${sort.key} = ${key} and ${isLater}))`;
}

/** Rows of one stretch after the cursor. */
export function afterInStretch(sort: SortKey, { key }: Stretch, cursor: ListCursor, isDescending: boolean): SQL {
  if (cursor.id === null) return sql`true`;
  const sign = beyond(isDescending);
  if (key !== undefined || cursor.key === null) return sql`r.id ${sign} ${cursor.id}::uuid`;
  return sql`(${sort.key}, r.id) ${sign} (${typed(cursor.key, sort)}, ${cursor.id}::uuid)`;
}

/** The stretches in the order of the list: without a key last, also where it goes down. */
export function inOrder(stretches: readonly Stretch[], isDescending: boolean): Stretch[] {
  if (!isDescending) return [...stretches];
  const keyed = stretches.filter(({ key }) => key !== null);
  return [...keyed.toReversed(), ...stretches.filter(({ key }) => key === null)];
}
