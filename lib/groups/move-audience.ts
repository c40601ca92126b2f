import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { grants } from '@/db/schema/access';
import { joinRequests } from '@/db/schema/groups';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import type { GroupFacts } from '@/lib/access/facts';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { moveItems } from '@/lib/feed/move-items';
import { admitPerson } from './admit-person';
import { forgetPosts, leaveChannelBehind } from './end-access';
import { hasRoom } from './reserve-place';
import type { GroupAccess } from './view-models';

/** Whoever had asked to be let in no longer needs to ask. */
async function admitAskers(tx: Tx, viewer: Viewer, groupId: string): Promise<void> {
  const { rows } =
    await tx.execute(sql`select r.person_id as "personId" from join_requests r join subjects s on s.id = r.person_id
    where r.group_id = ${groupId} and r.status = 'pending' and s.is_active order by r.person_id`);
  for (const { personId } of rows as { personId: string }[])
    if (await hasRoom(tx, personId, groupId)) await admitPerson(tx, viewer, groupId, personId);
  await tx.delete(joinRequests).where(and(eq(joinRequests.groupId, groupId), eq(joinRequests.status, 'pending')));
}

/**
 * Moves a group between public and private, or from unlisted to private, with everything posted in it, in the
 * transaction that changes the group. The group is locked, so nobody posts to it meanwhile.
 */
export async function moveAudience(tx: Tx, viewer: Viewer, group: GroupFacts, to: GroupAccess): Promise<void> {
  const audience = to === 'public' ? null : group.id;
  if (audience !== group.audience) {
    await tx.update(subjects).set({ audience }).where(eq(subjects.id, group.id));
    if (audience)
      await tx.insert(grants).values({ audience, principal: group.id, level: 'write' }).onConflictDoNothing();
    else await tx.delete(grants).where(eq(grants.audience, group.id));
    await leaveChannelBehind(tx, group.id);
    await moveItems(tx, group.id, audience);
    if (audience) await forgetPosts(tx, group.id, null);
    else await admitAskers(tx, viewer, group.id);
  }
  await emit(tx, viewer, 'group.access_changed', group.id, { groupId: group.id, from: group.access, to });
  await audit(tx, viewer, 'group.access_changed', group.id, { from: group.access, to });
}
