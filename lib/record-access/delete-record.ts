import 'server-only';
import { eq } from 'drizzle-orm';
import { records } from '@/db/schema/records';
import { subjects } from '@/db/schema/subjects';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { onRecord } from '@/lib/records/on-record';
import { settleAccess } from '@/lib/records/settle-access';
import { announce } from '@/lib/tracking/announce';
import type { OfRecord } from './input';

/**
 * Puts a record into the bin with everything posted on it: from then on nobody finds it, and follows of it rest. It can be
 * restored as it was until the bin is emptied.
 */
export async function deleteRecord(viewer: Viewer, { recordId }: OfRecord): Promise<{ name: string; object: string }> {
  return onRecord(viewer, recordId, async (tx, eyes) => {
    const record = await load(eyes, 'record.delete', recordId, tx);
    const { id, objectId, audience, ownerId, name, object } = record;
    const version = record.version + 1;
    await tx.update(records).set({ deletedAt: new Date(), deletedBy: viewer.id, version }).where(eq(records.id, id));
    await tx.update(subjects).set({ isActive: false }).where(eq(subjects.id, id));
    await settleAccess(tx, viewer, id);
    const changed = { subjectId: id, audience: id, ownerId, version };
    await announce(tx, viewer.id, changed, [{ event: 'deleted', isAnnounced: false }]);
    await emit(tx, viewer, 'record.deleted', id, { recordId: id, objectId, audience });
    await audit(tx, viewer, 'record.deleted', id, { object });
    return { name, object };
  });
}
