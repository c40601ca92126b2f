import 'server-only';
import { eq } from 'drizzle-orm';
import { records } from '@/db/schema/records';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { onRecord } from '@/lib/records/on-record';
import { settleAccess } from '@/lib/records/settle-access';
import type { RestrictRecord } from './input';

/**
 * Keeps a record to those it is shared with, or opens it to everyone again, with everything posted on it so far: that has
 * to be confirmed. Where the object itself is private there is nothing to choose.
 */
export async function restrictRecord(viewer: Viewer, input: RestrictRecord): Promise<void> {
  await onRecord(viewer, input.recordId, async (tx, eyes) => {
    const record = await load(eyes, 'record.share', input.recordId, tx);
    const isPrivate = input.access === 'restricted';
    if (record.access === 'private' && !isPrivate)
      throw new Invalid({ access: 'Records of this kind are open to nobody but those they are shared with.' });
    if (record.isPrivate === isPrivate) return;
    if (!isPrivate && !input.confirmAccess)
      throw new Invalid({ confirmAccess: 'Tick this to show everything posted here so far to everyone.' });
    await tx.update(records).set({ isPrivate }).where(eq(records.id, record.id));
    await settleAccess(tx, viewer, record.id);
    const [from, to] = isPrivate ? ['open', 'restricted'] : ['restricted', 'open'];
    await audit(tx, viewer, 'record.access_changed', record.id, { from, to });
  });
}
