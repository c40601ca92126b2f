import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema/people';
import { type Tx, transaction } from '@/db/writer';
import { findHolder } from '@/lib/access/arrivals';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { newInvitation } from '@/lib/invitation-link';
import type { InvitePerson } from './input';

/** A new invitation to Chatter itself takes the place of an older one to the same address. */
async function replaceOlder(tx: Tx, email: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ expiresAt: new Date() })
    .where(
      and(
        eq(sql`lower(${invitations.email})`, email),
        isNull(invitations.groupId),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    );
}

/** Invites someone who is not here yet, as a colleague or as a guest. The link is on the list of open invitations. */
export async function invitePerson(viewer: Viewer, { email, kind }: InvitePerson): Promise<{ id: string }> {
  demand(viewer, 'admin');
  return transaction(async (tx) => {
    const holder = await findHolder(email, tx);
    if (holder) throw new Invalid({ email: `${holder.name} has this address and is here already.` });
    await replaceOlder(tx, email);
    const id = newId();
    await tx.insert(invitations).values({ ...newInvitation(id), email, kind, invitedBy: viewer.id });
    await emit(tx, viewer, 'person.invited', id, { invitationId: id });
    await audit(tx, viewer, 'person.invited', null, { invitationId: id, kind });
    return { id };
  });
}
