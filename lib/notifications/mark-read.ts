import 'server-only';
import { and, eq, isNull, lte, type SQL } from 'drizzle-orm';
import { notifications } from '@/db/schema/notifications';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { MarkRead } from './input';

function meantBy(input: MarkRead): SQL {
  if ('threadKey' in input) return eq(notifications.threadKey, input.threadKey);
  return 'itemId' in input ? eq(notifications.itemId, input.itemId) : lte(notifications.id, input.upTo);
}

/** Marks one's own notifications as read: those of a thread, those about a post, or all that had come by a moment. */
export async function markRead(viewer: Viewer, input: MarkRead): Promise<{ count: number }> {
  return transaction(async (tx) => {
    const read = await tx
      .update(notifications)
      .set({ readAt: new Date() })
      .where(and(eq(notifications.personId, viewer.id), isNull(notifications.readAt), meantBy(input)))
      .returning({ id: notifications.id });
    if (read.length > 0) await emit(tx, viewer, 'notifications.read', viewer.id, { personId: viewer.id });
    return { count: read.length };
  });
}
