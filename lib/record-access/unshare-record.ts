import 'server-only';
import { and, eq } from 'drizzle-orm';
import { recordShares } from '@/db/schema/records';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { isId } from '@/lib/ids';
import { onRecord } from '@/lib/records/on-record';
import { settleAccess } from '@/lib/records/settle-access';
import type { UnshareRecord } from './input';

/** Takes back what a person or a group was given of a record. Doing it twice is doing it once. */
export async function unshareRecord(viewer: Viewer, { recordId, principal }: UnshareRecord): Promise<void> {
  await onRecord(viewer, recordId, async (tx, eyes) => {
    const { id } = await load(eyes, 'record.share', recordId, tx);
    if (!isId(principal)) throw new NotFound();
    const removed = await tx
      .delete(recordShares)
      .where(and(eq(recordShares.recordId, id), eq(recordShares.principal, principal)))
      .returning({ principal: recordShares.principal });
    if (removed.length === 0) return;
    await settleAccess(tx, viewer, id);
    await emit(tx, viewer, 'record.unshared', id, { recordId: id, principal });
    await audit(tx, viewer, 'record.unshared', id, { principal });
  });
}
