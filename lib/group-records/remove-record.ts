import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { groupRecords } from '@/db/schema/records';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { AddRecord } from './input';

/** Takes a record from a group's list: for whoever added it, who looks after the group, and who owns the record. */
export async function removeRecordFromGroup(viewer: Viewer, { recordId, groupId }: AddRecord): Promise<void> {
  await transaction(async (tx) => {
    const record = await load(viewer, 'record.view', recordId, tx);
    const group = await load(viewer, 'group.view', groupId, tx);
    const s = scope(viewer, tx);
    const [row] = await s.rows<{ addedBy: string | null }>(
      sql`select gr.added_by as "addedBy" from ${s.groupRecords} gr where gr.group_id = ${group.id} and gr.record_id = ${record.id}`,
    );
    if (!row) return;
    const looksAfter = group.role === 'owner' || group.role === 'manager';
    if (row.addedBy !== viewer.id && !looksAfter && record.level !== 'own') throw new Forbidden();
    await tx.delete(groupRecords).where(and(eq(groupRecords.groupId, group.id), eq(groupRecords.recordId, record.id)));
    await emit(tx, viewer, 'group.record_removed', group.id, { groupId: group.id, recordId: record.id });
  });
}
