import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import type { TypedForm } from '@/lib/records/input';
import { getRecord } from '@/lib/records/queries';

/** What a form sends that shows these boxes, each with what was typed. */
export function formOf(typed: Record<string, string | readonly string[]>): TypedForm {
  const boxes = Object.entries(typed).map(([name, text]) => [name, [text].flat()] as const);
  return { typed: new Map(boxes), shown: Object.keys(typed) };
}

export async function objectId(apiName: string): Promise<string> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select id from objects where api_name = ${apiName}`);
    return (rows as [{ id: string }])[0].id;
  });
}

/** What the form for a new record sends. */
export async function newForm(object: string, typed: Record<string, string | readonly string[]>, isPrivate = false) {
  return { objectId: await objectId(object), clientId: newId(), isPrivate, form: formOf(typed) };
}

/** What the form of a record sends that was opened as the record is now. */
export async function editForm(
  viewer: Viewer,
  object: string,
  recordId: string,
  typed: Record<string, string | readonly string[]>,
) {
  const { record } = await getRecord(viewer, object, recordId);
  return { recordId, version: record.version, form: formOf(typed) };
}
