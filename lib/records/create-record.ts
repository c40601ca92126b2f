import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { findDefinition } from '@/lib/objects/definition';
import type { CreateRecord } from './input';
import { defaultsOf, readRecord } from './read-record';
import { recordPath } from './rules';
import { insertRecord } from './write-record';

/** Where to go after a write: the record, or its list where the writer gave it out of their own sight. */
export type Written = { path: string; isOpen: boolean };

/**
 * Makes a record from a form; sent twice with the same clientId it is the same record. Fields that the form did not show
 * get their defaults, and it belongs to whoever makes it unless they say otherwise. Throws Invalid beside each box.
 */
export async function createRecord(viewer: Viewer, input: CreateRecord): Promise<Written> {
  return transaction(async (tx) => {
    const object = await load(viewer, 'object.create', input.objectId, tx);
    const definition = await findDefinition(tx, object.id);
    const read = await readRecord(viewer, tx, definition, input.form, null);
    const values = { ...defaultsOf(definition), ...read };
    const { isPrivate, clientId } = input;
    const { recordId } = await insertRecord(tx, viewer, definition, { values, isPrivate, clientId });
    return whereIsIt(viewer, tx, object.apiName, recordId);
  });
}

/** Read as the transaction has left it. */
export async function whereIsIt(
  viewer: Viewer,
  tx: Parameters<typeof scope>[1],
  object: string,
  id: string,
): Promise<Written> {
  const s = scope(viewer, tx);
  const isOpen = (await s.rows(sql`select 1 from ${s.records} r where r.id = ${id}`)).length > 0;
  return { isOpen, path: isOpen ? recordPath({ object, id }) : `/records/${object}` };
}
