import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { shownNames } from '@/lib/feed/changes-sql';
import type { Names, PersonLine } from '@/lib/feed/view-models';
import { isId } from '@/lib/ids';
import type { StoredValue } from '@/lib/objects/view-models';
import { personOf } from './record-sql';
import type { HistoryPage, SavedField, SaveView, StageMove } from './view-models';

/** Rows looked at for a page, more than one save can have, and the saves that are shown of them. */
const ROWS = 301;
const SAVES = 30;

type Row = {
  id: string;
  version: number;
  event: string | null;
  by: PersonLine;
  at: Date | string;
  field: SavedField['field'] | null;
  old: StoredValue;
  new: StoredValue;
  related: { href: string; name: string } | null;
  names: Names | null;
};

const keyOf = ({ version, by, at, related }: Row) =>
  [version, by.id, new Date(at).getTime(), related?.href ?? ''].join(' ');

/** Rows of one save stand together: one version, one person, one moment. */
function savesOf(rows: readonly Row[]): SaveView[] {
  const saves = new Map<string, Row[]>();
  for (const row of rows) saves.set(keyOf(row), [...(saves.get(keyOf(row)) ?? []), row]);
  return [...saves.values()].map((of) => {
    const [first] = of as [Row];
    return {
      id: of.at(-1)?.id ?? first.id,
      by: first.by,
      at: new Date(first.at).toISOString(),
      fields: of.flatMap(({ field, old, new: now }) => (field ? [{ field, old, new: now }] : [])).toReversed(),
      events: of.flatMap(({ event }) => (event ? [event] : [])),
      related: of.flatMap(({ related }) => (related ? [related] : [])),
    };
  });
}

/** Cuts what was read into a page of whole saves: one at its end may have more rows than were read. */
function pageOf(rows: readonly Row[]): Omit<HistoryPage, 'names'> {
  const all = savesOf(rows);
  const isCut = rows.length === ROWS;
  const saves = (isCut && all.length > 1 ? all.slice(0, -1) : all).slice(0, SAVES);
  const hasMore = saves.length < all.length || isCut;
  return { saves, next: hasMore ? (saves.at(-1)?.id ?? null) : null };
}

/** What happened to a record that the viewer may see, newest first, in the fields that they may read. `before` is a row's id. */
export async function listHistory(viewer: Viewer, recordId: string, before?: string): Promise<HistoryPage> {
  const s = scope(viewer);
  const under = isId(before) ? sql`and rc.id < ${before}` : sql``;
  const ids = sql`select (kept.value #>> '{}')::uuid as id from (values (rc.old_value), (rc.new_value)) kept (value)
    where f.type in ('person', 'lookup') and jsonb_typeof(kept.value) = 'string'`;
  const rows = await s.rows<Row>(sql`
    select rc.id, rc.version, rc.event, rc.created_at as at, rc.old_value as old, rc.new_value as new, ${personOf(s, sql`rc.actor_id`)} as by,
      case when f.id is not null then json_build_object('id', f.id, 'label', f.label, 'type', f.type, 'options', f.options, 'scale', f.scale, 'currency', f.currency) end as field,
      case when below.id is not null then json_build_object('href', '/records/' || o.api_name || '/' || below.id, 'name', below.name) end as related,
      case when f.type in ('person', 'lookup') then (${shownNames(s, ids)}) end as names
    from ${s.records} r join ${s.recordChanges} rc on rc.subject_id = r.id left join ${s.fields} f on f.id = rc.field_id
      left join ${s.records} below on below.id = rc.related_id left join ${s.objects} o on o.id = below.object_id
    where r.id = ${recordId} and (rc.field_id is null or f.id is not null) and (rc.related_id is null or below.id is not null) ${under}
    order by rc.id desc limit ${ROWS}`);
  const names: Names = Object.assign({}, ...rows.map((row) => row.names ?? {}));
  return { ...pageOf(rows), names };
}

/** When a record came from stage to stage, oldest first, as far back as its last 100 moves; nothing where its path may not be read. */
export async function listStageMoves(viewer: Viewer, recordId: string, fieldId: string): Promise<StageMove[]> {
  const s = scope(viewer);
  const rows = await s.rows<Omit<StageMove, 'at'> & { at: Date | string }>(sql`
    select rc.old_value as "from", rc.new_value as "to", rc.created_at as at from ${s.records} r join ${s.recordChanges} rc on rc.subject_id = r.id
    where r.id = ${recordId} and rc.field_id = ${fieldId} order by rc.id desc limit 100`);
  return rows.toReversed().map((move) => ({ ...move, at: new Date(move.at).toISOString() }));
}
