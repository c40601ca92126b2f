import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { records } from '@/db/schema/records';
import { subjects } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { forgetAccess } from '@/lib/records/forget-access';
import { recordPath } from '@/lib/records/rules';
import { settleAccess } from '@/lib/records/settle-access';
import { announce } from '@/lib/tracking/announce';
import type { OfRecord } from './input';

async function audienceNow(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await tx.execute(sql`select audience from records where id = ${id}`);
  return (rows as { audience: string | null }[])[0]?.audience ?? null;
}

/** Takes a record out of the bin, for whoever finds it there, with everything that was posted on it. */
export async function restoreRecord(viewer: Viewer, { recordId }: OfRecord): Promise<{ name: string; path: string }> {
  return transaction(async (tx) => {
    const record = await load(viewer, 'deletedRecord.restore', recordId, tx);
    const { id, objectId, ownerId, name, object } = record;
    const version = record.version + 1;
    await tx.update(records).set({ deletedAt: null, deletedBy: null, version }).where(eq(records.id, id));
    await tx.update(subjects).set({ isActive: true }).where(eq(subjects.id, id));
    await settleAccess(tx, viewer, id);
    // Who lost it while it was deleted has kept what rested.
    await forgetAccess(tx, { recordIds: [id] });
    const audience = await audienceNow(tx, id);
    const changed = { subjectId: id, audience, ownerId, version };
    const itemId = await announce(tx, viewer.id, changed, [{ event: 'restored', isAnnounced: record.isTracked }]);
    await emit(tx, viewer, 'record.restored', id, { recordId: id, objectId, audience, itemId });
    await audit(tx, viewer, 'record.restored', id, { object });
    return { name, path: recordPath({ object, id }) };
  });
}
