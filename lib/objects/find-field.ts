import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { fieldJson } from './object-sql';
import type { FieldView } from './view-models';

export type FieldFacts = FieldView & { isSortWanted: boolean };

/** A living field of an object that the transaction holds. Throws NotFound. */
export async function findField(tx: Tx, objectId: string, fieldId: string): Promise<FieldFacts> {
  if (!isId(fieldId)) throw new NotFound();
  const { rows } =
    await tx.execute(sql`select ${fieldJson(sql`objects`)}::jsonb || jsonb_build_object('isSortWanted', f.is_sort_wanted) as field
    from fields f where f.id = ${fieldId} and f.object_id = ${objectId} and f.deleted_at is null`);
  const [row] = rows as { field: FieldFacts }[];
  if (!row) throw new NotFound();
  return row.field;
}
