import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OfGroup } from './input';
import { onGroup } from './on-group';

/** Opens an archived group to new posts again. It counts as one of its members' groups from then on. */
export async function reactivateGroup(viewer: Viewer, { groupId }: OfGroup): Promise<{ slug: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.archive', groupId, tx);
    if (!group.isArchived) return { slug: group.slug };
    await tx
      .update(groups)
      .set({
        archivedAt: null,
        archivedBy: null,
        archiveNoticeAt: null,
        reactivatedAt: new Date(),
        version: sql`${groups.version} + 1`,
      })
      .where(eq(groups.id, group.id));
    await emit(tx, viewer, 'group.reactivated', group.id, { groupId: group.id });
    await audit(tx, viewer, 'group.reactivated', group.id);
    return { slug: group.slug };
  });
}
