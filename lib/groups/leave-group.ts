import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import { type Tx, transaction } from '@/db/writer';
import type { GroupFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { forgetPosts, leaveChannelBehind } from './end-access';
import type { OfGroup } from './input';

/** Ends a membership that is not the owner's, and the access that came with it. False when there was none. */
export async function endMembership(
  tx: Tx,
  viewer: Viewer,
  group: Pick<GroupFacts, 'id' | 'audience'>,
  personId: string,
): Promise<boolean> {
  const ended = await tx
    .delete(memberships)
    .where(and(eq(memberships.groupId, group.id), eq(memberships.personId, personId), ne(memberships.role, 'owner')))
    .returning({ personId: memberships.personId });
  if (ended.length === 0) return false;
  const removedById = personId === viewer.id ? null : viewer.id;
  await emit(tx, viewer, 'group.left', group.id, { groupId: group.id, personId, removedById });
  if (!group.audience) return true;
  await forgetPosts(tx, group.id, personId);
  await leaveChannelBehind(tx, group.id);
  await emit(tx, viewer, 'access.lost', group.id, { personId, audience: group.audience });
  return true;
}

/** Leaves a group. Leaving twice is leaving once; an owner gives the group away first. */
export async function leaveGroup(viewer: Viewer, { groupId }: OfGroup) {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    if (group.role === 'owner')
      throw new Invalid({ '': 'You own this group. Give it to another member before you leave it.' });
    if (group.role) await endMembership(tx, viewer, group, viewer.id);
    return { name: group.name, slug: group.slug, access: group.access };
  });
}
