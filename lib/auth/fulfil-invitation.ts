import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { OpenInvitation } from '@/lib/access/arrivals';
import { Conflict } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { hasRoom } from '@/lib/groups/reserve-place';
import { usualFrequency } from '@/lib/groups/usual-frequency';

/** A group takes its invited as long as it is not archived, and guests only where it allows them. */
async function joinGroup(
  tx: Tx,
  { groupId, invitedById }: { groupId: string; invitedById: string | null },
  personId: string,
) {
  if (!(await hasRoom(tx, personId, groupId))) return;
  const { rows } = await tx.execute(sql`insert into memberships (group_id, person_id, added_by, email_frequency)
    select g.id, p.id, ${invitedById}, ${usualFrequency(sql`p.id`)} from groups g, people p
    where g.id = ${groupId} and p.id = ${personId} and g.archived_at is null and (p.kind = 'internal' or g.allows_guests)
    on conflict do nothing returning group_id`);
  if (rows.length === 0) return;
  await emit(tx, { id: personId }, 'group.joined', groupId, { groupId, personId, addedById: invitedById });
}

/** Uses an invitation up for a person. Of any number who try at once, one does; the others are told. */
export async function fulfilInvitation(tx: Tx, invitation: OpenInvitation, personId: string): Promise<void> {
  const { rows } = await tx.execute(sql`update invitations set accepted_at = now(), accepted_by = ${personId}
    where id = ${invitation.id} and accepted_at is null and expires_at > now() returning invited_by as "invitedById"`);
  const [used] = rows as { invitedById: string | null }[];
  if (!used) throw new Conflict('This invitation has been used, or has run out.');
  if (invitation.groupId) await joinGroup(tx, { groupId: invitation.groupId, invitedById: used.invitedById }, personId);
  await emit(tx, { id: personId }, 'invitation.accepted', personId, { invitationId: invitation.id, personId });
}
