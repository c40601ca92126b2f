import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { joinRequests, memberships } from '@/db/schema/groups';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { hasRoom } from './reserve-place';
import { MAX_GROUPS } from './rules';
import { usualFrequency } from './usual-frequency';

const full = {
  self: `You are in ${MAX_GROUPS} groups, open requests included. That is the most: leave one first.`,
  other: `This person is in ${MAX_GROUPS} groups, open requests included. That is the most.`,
};

/** Refuses the 301st group, in words for whoever is told. */
export async function demandRoom(tx: Tx, viewer: Viewer, personId: string, groupId: string): Promise<void> {
  if (await hasRoom(tx, personId, groupId)) return;
  throw new Invalid({ '': personId === viewer.id ? full.self : full.other });
}

/** Accepts what a person asked of a group, if they asked. */
async function closeRequest(tx: Tx, viewer: Viewer, groupId: string, personId: string): Promise<void> {
  const closed = await tx
    .update(joinRequests)
    .set({ status: 'accepted', decidedAt: new Date(), decidedBy: viewer.id })
    .where(
      and(eq(joinRequests.groupId, groupId), eq(joinRequests.personId, personId), eq(joinRequests.status, 'pending')),
    )
    .returning({ id: joinRequests.id });
  for (const { id: requestId } of closed)
    await emit(tx, viewer, 'group.join_decided', groupId, { groupId, personId, requestId, status: 'accepted' });
}

/**
 * Makes a person a member, with their request answered and the event told. False when they already were one. Who may do
 * this has been decided by the caller.
 */
export async function admitPerson(tx: Tx, viewer: Viewer, groupId: string, personId: string): Promise<boolean> {
  await demandRoom(tx, viewer, personId, groupId);
  const addedById = personId === viewer.id ? null : viewer.id;
  const added = await tx
    .insert(memberships)
    .values({ groupId, personId, addedBy: addedById, emailFrequency: usualFrequency(sql`${personId}::uuid`) })
    .onConflictDoNothing()
    .returning({ personId: memberships.personId });
  if (added.length === 0) return false;
  await closeRequest(tx, viewer, groupId, personId);
  await emit(tx, viewer, 'group.joined', groupId, { groupId, personId, addedById });
  return true;
}
