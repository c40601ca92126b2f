import { sql } from 'drizzle-orm';
import { fields } from '@/db/schema/objects';
import type { Tx } from '@/db/writer';
import { type Definition, findDefinition } from '@/lib/objects/definition';
import type { World } from './model';

/** What each kind of record is, by the API name of its object. */
export type Definitions = ReadonlyMap<string, Definition>;

type Settings = Pick<World, 'fields' | 'tracked'>;

/** Adds the fields that this company has beside the standard ones, and tracks what it wants to hear of. */
export async function insertFields(
  tx: Tx,
  { fields: added, tracked }: Settings,
  definitions: Definitions,
): Promise<void> {
  for (const { object, readers, ...field } of added) {
    const objectId = definitions.get(object)?.id;
    if (!objectId) throw new Error(`There is no object ${object}.`);
    await tx.insert(fields).values({ ...field, objectId, isRestricted: readers.length > 0 });
  }
  for (const { object, field } of tracked) {
    await tx.execute(
      sql`update fields set is_tracked = true where api_name = ${field} and object_id = ${definitions.get(object)?.id}`,
    );
  }
}

/** The definitions of all objects that have records, as they stand in the database. */
export async function readDefinitions(tx: Tx): Promise<Definitions> {
  const { rows } = await tx.execute(sql`select id from objects where kind = 'record' and deleted_at is null`);
  const definitions: [string, Definition][] = [];
  for (const { id } of rows as { id: string }[]) {
    const definition = await findDefinition(tx, id);
    definitions.push([definition.apiName, definition]);
  }
  return new Map(definitions);
}
