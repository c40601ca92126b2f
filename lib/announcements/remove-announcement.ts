import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { announcements } from '@/db/schema/groups';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { onGroup } from '@/lib/groups/on-group';
import type { RemoveAnnouncement } from './input';

/** Shows an announcement no longer; its post stays in the feed. Throws NotFound when it is not the one that is shown. */
export async function removeAnnouncement(viewer: Viewer, { groupId, id }: RemoveAnnouncement): Promise<void> {
  await onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.edit', groupId, tx);
    const removed = await tx
      .update(announcements)
      .set({ archivedAt: new Date() })
      .where(and(eq(announcements.id, id), eq(announcements.groupId, group.id), isNull(announcements.archivedAt)))
      .returning({ id: announcements.id });
    if (removed.length === 0) throw new NotFound();
    await emit(tx, viewer, 'announcement.removed', group.id, { groupId: group.id, announcementId: id });
    await audit(tx, viewer, 'announcement.removed', group.id);
  });
}
