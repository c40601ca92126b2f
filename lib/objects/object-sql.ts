import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/** Columns of FieldView for a row `f` of fields; `objects` are those that a lookup may point to. */
export const fieldJson = (
  objects: SQL,
): SQL => sql`json_build_object('id', f.id, 'apiName', f.api_name, 'label', f.label, 'help', f.help, 'type', f.type, 'role', f.role,
  'isRequired', f.is_required, 'defaultValue', f.default_value, 'options', f.options,
  'lookupObject', (select target.api_name from ${objects} target where target.id = f.lookup_object_id and target.deleted_at is null),
  'scale', f.scale, 'currency', f.currency, 'isTracked', f.is_tracked, 'threshold', f.threshold, 'isSortable', f.is_sortable,
  'isRestricted', f.is_restricted, 'isStandard', f.is_standard)`;

/** Columns of ObjectView for a row `o` of objects, without its fields. */
export const objectColumns = sql`o.id, o.api_name as "apiName", o.label, o.plural, o.description, o.kind, o.access, o.is_tracked as "isTracked",
  o.announces_related as "announcesRelated", o.has_topics as "hasTopics", o.is_standard as "isStandard", o.version`;
