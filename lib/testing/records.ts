import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { findDefinition } from '@/lib/objects/definition';
import type { StoredValues } from '@/lib/objects/view-models';
import { changeRecord, insertRecord, type NewRecord, type Telling } from '@/lib/records/write-record';

/** A record of an object by its API name, made by the code's own way; the owner is whoever makes it unless `values` say. */
export async function makeRecord(
  viewer: Viewer,
  object: string,
  values: StoredValues,
  { isPrivate, telling }: Pick<NewRecord, 'isPrivate'> & { telling?: Telling } = {},
): Promise<string> {
  return transaction(async (tx) => {
    const found = await tx.execute(sql`select id from objects where api_name = ${object}`);
    const [{ id }] = found.rows as [{ id: string }];
    const definition = await findDefinition(tx, id);
    const { recordId } = await insertRecord(tx, viewer, definition, { values, isPrivate }, telling);
    return recordId;
  });
}

/** Changes some values of a record as its editor would. Returns the item that announces it, if one does. */
export async function changeValues(viewer: Viewer, recordId: string, patch: StoredValues, telling?: Telling) {
  return transaction(async (tx) => {
    const record = await load(viewer, 'record.edit', recordId, tx);
    return changeRecord(tx, viewer, await findDefinition(tx, record.objectId), record, patch, telling);
  });
}
