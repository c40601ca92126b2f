import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { NotFound } from '@/lib/errors';
import { fieldJson, objectColumns } from './object-sql';
import type { ObjectView } from './view-models';

/** An object with all its fields, whoever may read them: for checking and keeping values, never for showing them. */
export type Definition = ObjectView;

/** The definition of a living object. Throws NotFound. */
export async function findDefinition(tx: Tx, objectId: string): Promise<Definition> {
  const { rows } = await tx.execute(sql`select ${objectColumns},
      (select path.api_name from fields path where path.id = o.path_field_id and path.deleted_at is null) as "pathField",
      coalesce((select json_agg(${fieldJson(sql`objects`)} order by f.position, f.id) from fields f where f.object_id = o.id and f.deleted_at is null), '[]') as fields
    from objects o where o.id = ${objectId} and o.deleted_at is null`);
  const [definition] = rows as Definition[];
  if (!definition) throw new NotFound();
  return definition;
}
