import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { fieldReaders, fields, objects } from '@/db/schema/objects';
import { recordLinks } from '@/db/schema/records';
import { recordChanges } from '@/db/schema/tracking';
import { longTransaction, type Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { emitMany } from '@/lib/events/outbox';
import { askForIndex } from './field-checks';
import { type FieldFacts, findField } from './find-field';
import type { OneField } from './input';
import { onObject } from './on-object';

/** Deletes what was told of the field, and the announcements that told of nothing else. */
async function dropHistory(tx: Tx, fieldId: string): Promise<void> {
  const lone = sql`feed_items i where i.id in (select c.item_id from record_changes c where c.field_id = ${fieldId} and c.item_id is not null)
    and not exists (select 1 from record_changes other where other.item_id = i.id and other.field_id is distinct from ${fieldId})`;
  await emitMany(
    tx,
    'post.deleted',
    sql`select jsonb_build_object('postId', i.id, 'subjectId', i.subject_id, 'audience', i.audience) as payload,
      now() as due_at, null::text as waiting_key from ${lone}`,
    new Date(),
  );
  await tx.execute(sql`delete from drafts where place in (select 'comment:' || i.id from ${lone})`);
  await tx.execute(sql`delete from feed_items where id in (select i.id from ${lone})`);
  await tx.delete(recordChanges).where(eq(recordChanges.fieldId, fieldId));
}

/** Values stay where nothing reads them any more; those that not everybody could read are erased. */
async function dropValues(tx: Tx, objectId: string, { apiName, isRestricted }: FieldFacts): Promise<void> {
  if (!isRestricted) return;
  await tx.execute(
    sql`update records set values = values - ${apiName}::text where object_id = ${objectId} and values ? ${apiName}::text`,
  );
}

/** Deletes a field that was added here, with its history and its announcements. Its API name is never given out again. */
export async function deleteField(viewer: Viewer, input: OneField): Promise<{ object: string; label: string }> {
  return onObject(
    viewer,
    input,
    async (tx, object) => {
      if (object.kind !== 'record') throw new NotFound();
      const field = await findField(tx, object.id, input.fieldId);
      if (field.isStandard || field.role !== null) throw new Forbidden();
      await dropHistory(tx, field.id);
      await dropValues(tx, object.id, field);
      await tx.delete(recordLinks).where(eq(recordLinks.fieldId, field.id));
      await tx.delete(fieldReaders).where(eq(fieldReaders.fieldId, field.id));
      await tx.update(objects).set({ pathFieldId: null }).where(eq(objects.pathFieldId, field.id));
      const rest = { isTracked: false, isRequired: false, isSortable: false, isSortWanted: false };
      await tx
        .update(fields)
        .set({ ...rest, deletedAt: new Date() })
        .where(eq(fields.id, field.id));
      if (field.isSortWanted || field.isSortable) await askForIndex(tx, viewer, field.id);
      const result = { object: object.apiName, label: field.label };
      return { result, told: { action: 'object.field_deleted', fields: [field.apiName] } };
    },
    longTransaction,
  );
}
