import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { findField } from './find-field';
import type { MoveField } from './input';
import { onObject } from './on-object';

/** Numbers the fields anew, with one of them past its neighbour: one and a half places on, before whatever comes then. */
async function renumber(tx: Tx, objectId: string, fieldId: string, direction: MoveField['direction']): Promise<void> {
  const step = direction === 'up' ? sql`-15` : sql`15`;
  await tx.execute(sql`with numbered as (
      select f.id, row_number() over (order by f.position, f.id) * 10 as place from fields f
      where f.object_id = ${objectId} and f.deleted_at is null),
    ordered as (
      select n.id, row_number() over (order by n.place + case when n.id = ${fieldId} then ${step} else 0 end) * 10 as place from numbered n)
    update fields f set position = ordered.place from ordered where f.id = ordered.id`);
}

/** Moves a field past its neighbour in forms and on pages. */
export async function moveField(viewer: Viewer, input: MoveField): Promise<{ label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    if (object.kind !== 'record') throw new NotFound();
    const field = await findField(tx, object.id, input.fieldId);
    await renumber(tx, object.id, field.id, input.direction);
    return { result: { label: field.label }, told: { action: 'object.field_moved', fields: [field.apiName] } };
  });
}
