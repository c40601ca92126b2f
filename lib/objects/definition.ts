import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { NotFound } from '@/lib/errors';
import type { ObjectView } from './view-models';

/** An object with all its fields, whoever may read them: for checking and keeping values, never for showing them. */
export type Definition = ObjectView;

/** Columns of FieldView for a row `f` of fields. */
export const fieldJson = sql`json_build_object('id', f.id, 'apiName', f.api_name, 'label', f.label, 'help', f.help, 'type', f.type, 'role', f.role,
  'isRequired', f.is_required, 'defaultValue', f.default_value, 'options', f.options,
  'lookupObject', (select target.api_name from objects target where target.id = f.lookup_object_id and target.deleted_at is null),
  'scale', f.scale, 'currency', f.currency, 'isTracked', f.is_tracked, 'threshold', f.threshold, 'isSortable', f.is_sortable,
  'isRestricted', f.is_restricted, 'isStandard', f.is_standard)`;

/** Columns of ObjectView for a row `o` of objects, without its fields. */
export const objectColumns = sql`o.id, o.api_name as "apiName", o.label, o.plural, o.description, o.kind, o.access, o.is_tracked as "isTracked",
  o.announces_related as "announcesRelated", o.has_topics as "hasTopics", o.is_standard as "isStandard", o.version`;

/** The definition of a living object. Throws NotFound. */
export async function findDefinition(tx: Tx, objectId: string): Promise<Definition> {
  const { rows } = await tx.execute(sql`select ${objectColumns},
      (select path.api_name from fields path where path.id = o.path_field_id and path.deleted_at is null) as "pathField",
      coalesce((select json_agg(${fieldJson} order by f.position, f.id) from fields f where f.object_id = o.id and f.deleted_at is null), '[]') as fields
    from objects o where o.id = ${objectId} and o.deleted_at is null`);
  const [definition] = rows as Definition[];
  if (!definition) throw new NotFound();
  return definition;
}
