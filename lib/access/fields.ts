import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { FieldView } from '@/lib/objects/view-models';
import { canSeeRow } from './audience';
import { keyLiteral } from './sql-literal';
import type { Viewer } from './viewer';

const hiddenFields = (person: SQL, holds: SQL): SQL =>
  sql`select hidden.id from fields hidden where hidden.is_restricted and hidden.deleted_at is null and not exists (
    select 1 from field_readers reader where reader.field_id = hidden.id and (reader.principal = ${person}
      or exists (select 1 from memberships reading where reading.group_id = reader.principal and reading.person_id = ${person})
      or ${holds}))`;

/** The ids of the fields that a person may not read: restricted ones that neither they, nor a group, nor a permission of theirs opens. */
export const hiddenFieldsOf = (person: SQL): SQL =>
  hiddenFields(
    person,
    sql`exists (select 1 from person_permissions holding where holding.permission = reader.permission and holding.person_id = ${person})`,
  );

/** The same as a set for a viewer: what the session listed, or asked anew. */
function hiddenOf({ id, permissions, hiddenFields: known }: Viewer): SQL {
  if (known) return sql`(select unnest(${sql.param(known)}::uuid[]))`;
  return sql`(${hiddenFields(sql`${id}::uuid`, sql`reader.permission = any(${sql.param([...permissions])}::text[])`)})`;
}

const seesAll = (viewer: Viewer) => viewer.hiddenFields?.length === 0;

/** Whether the viewer may read a field, by a column that holds its id or null. */
export function readableField(viewer: Viewer, fieldId: SQL): SQL {
  return seesAll(viewer) ? sql`true` : sql`(${fieldId} is null or ${fieldId} not in ${hiddenOf(viewer)})`;
}

/** Whether a person may see the subject and the related record of a row `told` of changes: beyond the item's audience, which says it for colleagues. */
const seesSubjects = (person: SQL, kind: SQL): SQL =>
  sql`exists (select 1 from subjects about where about.id = told.subject_id and ${canSeeRow(person, kind, sql`about.audience`)})
    and (told.related_id is null or exists (select 1 from subjects about where about.id = told.related_id and ${canSeeRow(person, kind, sql`about.audience`)}))`;

const announces = (itemId: SQL, isRead: SQL): SQL =>
  sql`(not exists (select 1 from record_changes told where told.item_id = ${itemId}) or exists (
    select 1 from record_changes told where told.item_id = ${itemId} and ${isRead}))`;

/** Whether a person, by columns, may read anything of an item: of a change, at least one of its fields. */
export const personReadsItem = (person: SQL, kind: SQL, itemId: SQL): SQL =>
  announces(
    itemId,
    sql`(told.field_id is null or told.field_id not in (${hiddenFieldsOf(person)})) and (${kind} <> 'guest' or ${seesSubjects(person, kind)})`,
  );

/**
 * The same for the viewer. An item that tells only of fields that they may not read does not exist for them; nor, for a
 * guest who holds a record, what it announced on another that is for colleagues.
 */
export function readableItem(viewer: Viewer, itemId: SQL): SQL {
  const isGuest = viewer.kind === 'guest';
  if (seesAll(viewer) && !isGuest) return sql`true`;
  const field = readableField(viewer, sql`told.field_id`);
  return announces(itemId, isGuest ? sql`${field} and ${seesSubjects(sql`${viewer.id}::uuid`, sql`'guest'`)}` : field);
}

/** The same where it is asked only of what is `wanted` otherwise: a case keeps Postgres from asking it of every row first. */
export function readableWhere(viewer: Viewer, itemId: SQL, wanted: SQL): SQL {
  if (seesAll(viewer) && viewer.kind !== 'guest') return sql`true`;
  return sql`case when ${wanted} then ${readableItem(viewer, itemId)} else false end`;
}

/** The values of a row `r` of records without those that the viewer may not read. */
export function readableValues(viewer: Viewer): SQL {
  if (seesAll(viewer)) return sql`r.values`;
  return sql`r.values - coalesce((select array_agg(secret.api_name) from fields secret
    where secret.object_id = r.object_id and secret.id in ${hiddenOf(viewer)}), '{}')`;
}

/** What a field is sorted and filtered by, of the relation `records` under an alias. Takes fields of an ObjectView only, which the viewer may read. */
export function storedValue(alias: string, { apiName, role, type }: FieldView): SQL {
  const row = sql.identifier(alias);
  if (role === 'name') return sql`lower(${row}.name)`;
  if (role === 'owner') return sql`${row}.owner_id::text`;
  const text = sql`(${row}.raw_values ->> ${keyLiteral(apiName)})`;
  return type === 'number' || type === 'currency' || type === 'percent'
    ? sql`${text}::numeric`
    : sql`${text} collate "C"`;
}
