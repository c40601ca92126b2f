import 'server-only';
import { sql } from 'drizzle-orm';
import { invitations } from '@/db/schema/people';
import type { Tx } from '@/db/writer';
import type { GroupFacts } from '@/lib/access/facts';
import { demand, load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { domainOf } from '@/lib/auth/rules';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { invitationUrl, newInvitation } from '@/lib/invitation-link';
import type { InviteToGroup } from './input';
import { onGroup } from './on-group';

/** A colleague is whoever has an address of the company; only an admin makes colleagues of others. */
async function demandColleague(tx: Tx, viewer: Viewer, email: string): Promise<void> {
  if (viewer.permissions.has('admin') || env.SIGNUP_DOMAINS.includes(domainOf(email))) return;
  const s = scope(viewer, tx);
  const [own] = await s.rows<{ email: string }>(sql`select p.email from ${s.people} p where p.id = ${viewer.id}`);
  if (own && domainOf(own.email) === domainOf(email)) return;
  throw new Invalid({ email: 'This is not an address of the company. Ask an admin to invite this person.' });
}

async function demandNewcomer(tx: Tx, viewer: Viewer, email: string): Promise<void> {
  const s = scope(viewer, tx);
  const [known] = await s.rows<{ name: string }>(sql`select p.name from ${s.people} p where lower(p.email) = ${email}`);
  if (known) throw new Invalid({ email: `${known.name} has this address and is here already. Add them by name.` });
}

async function demandFitting(tx: Tx, viewer: Viewer, group: GroupFacts, { email, kind }: InviteToGroup): Promise<void> {
  await demandNewcomer(tx, viewer, email);
  if (kind === 'internal') return demandColleague(tx, viewer, email);
  if (!group.allowsGuests) throw new Invalid({ kind: 'This group does not allow guests.' });
  demand(viewer, 'invite_guests');
}

/**
 * Invites someone who has no account, who joins the group when they first sign in. Whoever invites passes the link on.
 */
export async function inviteToGroup(viewer: Viewer, input: InviteToGroup): Promise<{ email: string; link: string }> {
  return onGroup(viewer, input.groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.invite', input.groupId, tx);
    await demandFitting(tx, viewer, group, input);
    const id = newId();
    const { email, kind } = input;
    await tx.insert(invitations).values({ ...newInvitation(id), email, kind, groupId: group.id, invitedBy: viewer.id });
    await emit(tx, viewer, 'group.person_invited', group.id, { groupId: group.id, invitationId: id });
    await audit(tx, viewer, 'group.person_invited', group.id, { invitationId: id, kind });
    return { email, link: invitationUrl(id) };
  });
}
