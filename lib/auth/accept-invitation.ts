import 'server-only';
import { sql } from 'drizzle-orm';
import { type Tx, transaction, violatedConstraint } from '@/db/writer';
import { findHolder, findInvitation, type Holder, type OpenInvitation } from '@/lib/access/arrivals';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { invitationHash } from '@/lib/invitation-link';
import { createPerson } from './create-person';
import { fulfilInvitation } from './fulfil-invitation';
import { type Browser, openSession } from './open-session';
import { nameFromAddress } from './rules';

export type InvitationOffer = Pick<OpenInvitation, 'email' | 'kind' | 'groupName' | 'invitedBy'> & {
  /** Whose it is: a newcomer's, the reader's own, or that of someone who is here already and must sign in first. */
  reader: 'newcomer' | 'self' | 'stranger';
  suggestedName: string;
};

const over = 'This invitation has been used, has been withdrawn, or has run out.';

/** What an invitation offers, for its page; reading changes nothing. */
export async function findOffer(token: string, viewer: Viewer | null): Promise<InvitationOffer | null> {
  const invitation = await findInvitation(invitationHash(token));
  if (!invitation) return null;
  const { email, kind, groupName, invitedBy } = invitation;
  const holder = await findHolder(email);
  const known = holder?.id === viewer?.id ? 'self' : 'stranger';
  return {
    email,
    kind,
    groupName,
    invitedBy,
    reader: holder ? known : 'newcomer',
    suggestedName: nameFromAddress(email),
  };
}

/** Who is here already accepts as themself, signed in: the link alone must not open somebody's account. */
async function acceptAs(tx: Tx, invitation: OpenInvitation, holder: Holder, viewer: Viewer | null): Promise<string> {
  if (viewer?.id !== holder.id) {
    throw new Invalid({
      '': `${invitation.email} is known here already. Sign in with that address, then open this link again.`,
    });
  }
  await fulfilInvitation(tx, invitation, holder.id);
  return holder.id;
}

async function acceptAsNewcomer(
  tx: Tx,
  invitation: OpenInvitation,
  name: string,
  session: { token: string; browser: Browser },
): Promise<string> {
  const id = await createPerson(tx, { name, email: invitation.email, kind: invitation.kind });
  await fulfilInvitation(tx, invitation, id);
  await openSession(tx, id, session.token, session.browser);
  return id;
}

export type Acceptance = { viewer: Viewer | null; name: string | null; session: { token: string; browser: Browser } };

/**
 * Uses an invitation up: makes its person, lets them into its group and opens their session. Throws Conflict when it is
 * over, also for all but one of those who try at once. `isNew` says whether the session was opened.
 */
export async function acceptInvitation(
  token: string,
  { viewer, name, session }: Acceptance,
): Promise<{ isNew: boolean }> {
  try {
    return await transaction(async (tx) => {
      const hash = invitationHash(token);
      // Whoever comes second waits here and then reads that it is over, not that somebody has its address by now.
      await tx.execute(sql`select 1 from invitations where token_hash = ${hash} for no key update`);
      const invitation = await findInvitation(hash, tx);
      if (!invitation) throw new Conflict(over);
      const holder = await findHolder(invitation.email, tx);
      if (holder) await acceptAs(tx, invitation, holder, viewer);
      else if (name) await acceptAsNewcomer(tx, invitation, name, session);
      else throw new Invalid({ name: 'Enter your name.' });
      return { isNew: !holder };
    });
  } catch (error) {
    if (violatedConstraint(error) === 'people_email_key') throw new Conflict(over);
    throw error;
  }
}
