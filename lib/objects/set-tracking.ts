import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { objects } from '@/db/schema/objects';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import type { SetTracking } from './input';
import { onObject } from './on-object';

/** Of every living field whether it is tracked, and from what per cent on where it is a number. */
async function setFields(tx: Tx, objectId: string, { tracked, thresholds }: SetTracking): Promise<void> {
  const limits = JSON.stringify(thresholds);
  await tx.execute(sql`update fields f set is_tracked = f.id::text = any(${sql.param(tracked)}::text[]),
      threshold = case when f.type in ('number', 'currency', 'percent') then (${limits}::jsonb ->> f.id::text)::integer end
    where f.object_id = ${objectId} and f.deleted_at is null`);
}

/** Decides what an object announces from now on. What was announced stays where it is. */
export async function setTracking(viewer: Viewer, input: SetTracking): Promise<{ apiName: string; label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    const { isTracked, announcesRelated } = input;
    await tx
      .update(objects)
      .set({ isTracked, ...(object.kind === 'record' ? { announcesRelated } : {}) })
      .where(eq(objects.id, object.id));
    await setFields(tx, object.id, input);
    const result = { apiName: object.apiName, label: object.label };
    return { result, told: { action: 'object.tracking_changed', fields: ['isTracked', 'tracked fields'] } };
  });
}
