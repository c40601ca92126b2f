import 'server-only';
import { and, eq } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { SetGroupFrequency } from './input';

/** How often mail of a group comes to the viewer, who is in it. */
export async function setGroupFrequency(viewer: Viewer, { groupId, frequency }: SetGroupFrequency) {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    if (!group.role) throw new Forbidden();
    await tx
      .update(memberships)
      .set({ emailFrequency: frequency })
      .where(and(eq(memberships.groupId, group.id), eq(memberships.personId, viewer.id)));
    await emit(tx, viewer, 'settings.changed', viewer.id, { personId: viewer.id });
    return { name: group.name };
  });
}
