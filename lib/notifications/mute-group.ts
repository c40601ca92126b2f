import 'server-only';
import { and, eq } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { MuteGroup } from './input';
import { mutedUntil } from './rules';

/** Lets a group one is in be silent for a time, mentions and announcements excepted, or heard again. */
export async function muteGroup(viewer: Viewer, { groupId, period }: MuteGroup) {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    if (!group.role) throw new Forbidden();
    const until = mutedUntil(period, new Date());
    await tx
      .update(memberships)
      .set({ mutedUntil: until })
      .where(and(eq(memberships.groupId, group.id), eq(memberships.personId, viewer.id)));
    const payload = { groupId: group.id, personId: viewer.id, until: until?.toISOString() ?? null };
    await emit(tx, viewer, 'group.muted', group.id, payload);
    return { name: group.name };
  });
}
