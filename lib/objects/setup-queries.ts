import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { fieldJson, objectColumns } from './object-sql';
import { COUNTED, type ObjectAccess } from './setup-rules';
import type {
  AccessChange,
  DefinedField,
  DefinedObject,
  DefinedObjectLine,
  FieldUses,
  LookupHere,
  TrackedObjectLine,
} from './setup-view-models';

/** How many of what the query selects, and no further than is said. */
const bounded = (query: SQL) => sql`(select count(*)::int from (${query} limit ${COUNTED + 1}) counted)`;

const living = (s: Scope) =>
  bounded(sql`select 1 from ${s.definedRecords} r where r.object_id = o.id and not r.is_deleted`);

const definedField = (
  s: Scope,
) => sql`(${fieldJson(s.definedObjects)}::jsonb || jsonb_build_object('isSortWanted', f.is_sort_wanted,
  'readers', (select count(*) from ${s.fieldReaders} fr where fr.field_id = f.id)))`;

/** The objects that have records, in their order: those in use, or those that were deleted. */
export async function listDefinedObjects(
  viewer: Viewer,
  state: 'used' | 'deleted' = 'used',
): Promise<DefinedObjectLine[]> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const isThere = state === 'used' ? sql`o.deleted_at is null` : sql`o.deleted_at is not null`;
  return s.rows<DefinedObjectLine>(sql`select o.id, o.api_name as "apiName", o.label, o.plural, o.access, o.is_tracked as "isTracked",
      o.is_standard as "isStandard", o.version, ${living(s)} as records
    from ${s.definedObjects} o where o.kind = 'record' and ${isThere} order by o.position, o.label, o.id`);
}

/** One object with all its fields, whoever reads them, for those who define it. Throws NotFound. */
export async function getDefinedObject(viewer: Viewer, apiName: string): Promise<DefinedObject> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [object] = await s.rows<DefinedObject>(sql`select ${objectColumns}, ${living(s)} as records,
      (select f.api_name from ${s.definedFields} f where f.id = o.path_field_id) as "pathField",
      coalesce((select json_agg(${definedField(s)} order by f.position, f.id) from ${s.definedFields} f
        where f.object_id = o.id and f.deleted_at is null), '[]') as fields
    from ${s.definedObjects} o where o.api_name = ${apiName} and o.deleted_at is null`);
  if (!object) throw new NotFound();
  return object;
}

/** The same for an object that has records, which alone can be changed in Setup. */
export async function getCustomObject(viewer: Viewer, apiName: string): Promise<DefinedObject> {
  const object = await getDefinedObject(viewer, apiName);
  if (object.kind !== 'record') throw new NotFound();
  return object;
}

/** One field with its object. Throws NotFound. */
export async function getDefinedField(
  viewer: Viewer,
  apiName: string,
  fieldName: string,
): Promise<{ object: DefinedObject; field: DefinedField }> {
  const object = await getCustomObject(viewer, apiName);
  const field = object.fields.find((one) => one.apiName === fieldName);
  if (!field) throw new NotFound();
  return { object, field };
}

/** A field that may be kept from readers: name and owner may not. Throws NotFound for those. */
export async function getRestrictableField(viewer: Viewer, apiName: string, fieldName: string) {
  const found = await getDefinedField(viewer, apiName, fieldName);
  if (found.field.role !== null) throw new NotFound();
  return found;
}

/** A field that was added here. Throws Forbidden for those that came with the app or with their object. */
export async function getFieldToDelete(viewer: Viewer, apiName: string, fieldName: string) {
  const found = await getDefinedField(viewer, apiName, fieldName);
  if (found.field.isStandard || found.field.role !== null) throw new Forbidden();
  return found;
}

/** What goes with a field when it is deleted, each counted to 10,000 and one. */
export async function getFieldUses(viewer: Viewer, fieldId: string): Promise<FieldUses> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const changes = sql`select 1 from ${s.fieldHistory} h where h.field_id = ${fieldId}`;
  const [uses] = await s.rows<FieldUses>(
    sql`select ${bounded(changes)} as changes, ${bounded(sql`${changes} and h.item_id is not null`)} as announcements`,
  );
  return uses ?? { changes: 0, announcements: 0 };
}

/** An object that was added here, with the fields of others that look up to it. Throws Forbidden for one that came with the app. */
export async function getObjectToDelete(
  viewer: Viewer,
  apiName: string,
): Promise<{ object: DefinedObject; lookups: LookupHere[] }> {
  const object = await getCustomObject(viewer, apiName);
  if (object.isStandard) throw new Forbidden();
  const s = scope(viewer);
  const lookups = await s.rows<LookupHere>(sql`select o.label as object, f.label as field, f.is_required as "isRequired"
    from ${s.definedFields} f join ${s.definedObjects} o on o.id = f.object_id and o.deleted_at is null
    where f.lookup_object_id = ${object.id} and f.deleted_at is null and f.object_id <> ${object.id} order by o.label, f.label`);
  return { object, lookups };
}

/** What another organisation-wide default would do to the records that there are. */
export async function getAccessChange(
  viewer: Viewer,
  object: Pick<DefinedObject, 'id' | 'access'>,
  to: ObjectAccess,
): Promise<AccessChange> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const records = sql`select 1 from ${s.definedRecords} r where r.object_id = ${object.id} and not r.is_deleted`;
  const isMoved = (object.access === 'private') !== (to === 'private');
  const [change] = await s.rows<AccessChange>(
    sql`select ${bounded(sql`${records} and not r.is_private`)} as moved, ${bounded(sql`${records} and r.is_private`)} as kept`,
  );
  return { moved: isMoved ? (change?.moved ?? 0) : 0, kept: change?.kept ?? 0 };
}

/** Whatever announces its changes or could, with how many of its fields are tracked. */
export async function listTrackedObjects(viewer: Viewer): Promise<TrackedObjectLine[]> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  return s.rows<TrackedObjectLine>(sql`select o.api_name as "apiName", o.label, o.plural, o.kind, o.is_tracked as "isTracked",
      (select count(*)::int from ${s.definedFields} f where f.object_id = o.id and f.deleted_at is null and f.is_tracked) as tracked
    from ${s.definedObjects} o where o.deleted_at is null order by o.position, o.label, o.id`);
}

/** For how many days changes without likes and comments stay in feeds; null is for ever. */
export async function getRetention(viewer: Viewer): Promise<number | null> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [row] = await s.rows<{ days: number | null }>(
    sql`select org.changes_kept_days as days from ${s.retention} org`,
  );
  return row?.days ?? null;
}
