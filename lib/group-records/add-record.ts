import 'server-only';
import { groupRecords } from '@/db/schema/records';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { AddRecord } from './input';

/**
 * Names a record as one that a group of one's own works on. It gives nobody access: each member finds it there if they may
 * read it. Doing it twice is doing it once; groups with guests have no records.
 */
export async function addRecordToGroup(viewer: Viewer, { recordId, groupId }: AddRecord): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const record = await load(viewer, 'record.addToGroup', recordId, tx);
    const group = await load(viewer, 'group.post', groupId, tx);
    if (group.role === null) throw new Invalid({ groupId: `Join ${group.name} first.` });
    if (group.allowsGuests)
      throw new Invalid({ groupId: `${group.name} has guests, and such groups have no records.` });
    const written = await tx
      .insert(groupRecords)
      .values({ groupId: group.id, recordId: record.id, addedBy: viewer.id })
      .onConflictDoNothing()
      .returning({ recordId: groupRecords.recordId });
    if (written.length > 0)
      await emit(tx, viewer, 'group.record_added', group.id, { groupId: group.id, recordId: record.id });
    return { name: group.name };
  });
}
