import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema/people';
import { transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OnePerson } from './input';

/** Ends an invitation before it is used. Throws Conflict when it was, or is over already. */
export async function withdrawInvitation(viewer: Viewer, { id }: OnePerson): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    const ended = await tx
      .update(invitations)
      .set({ expiresAt: new Date() })
      .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), gt(invitations.expiresAt, sql`now()`)))
      .returning({ id: invitations.id });
    if (ended.length === 0) throw new Conflict('This invitation has been used, or is over already.');
    await emit(tx, viewer, 'invitation.withdrawn', id, { invitationId: id });
    await audit(tx, viewer, 'invitation.withdrawn', null, { invitationId: id });
  });
}
