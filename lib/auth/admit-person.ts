import 'server-only';
import { sql } from 'drizzle-orm';
import { accounts } from '@/db/schema/auth';
import { type Tx, transaction, violatedConstraint } from '@/db/writer';
import { findHolder, findIdentity, findInvitationFor, type Holder } from '@/lib/access/arrivals';
import { env } from '@/lib/env';
import { emit } from '@/lib/events/outbox';
import { isBootstrapping } from './bootstrap';
import { createPerson } from './create-person';
import { foundOrganisation } from './found-organisation';
import { fulfilInvitation } from './fulfil-invitation';
import { domainOf, type Problem } from './rules';

/** Either who was let in or why nobody was. */
export type Admission = { personId: string } | { problem: Problem };

/** Who somebody is by the word of an OpenID provider. */
export type Identity = {
  issuer: string;
  subject: string;
  email: string | null;
  /** Only what the provider states; no statement is a no. */
  isEmailVerified: boolean;
  name: string | null;
};

const refuse = (problem: Problem): Admission => ({ problem });

/** Two windows may bring the same newcomer at once: the second finds, on trying again, the person that the first made. */
async function againIfOvertaken<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transaction(work);
  } catch (error) {
    if (!/^(people_email_key|accounts_)/.test(violatedConstraint(error) ?? '')) throw error;
    return transaction(work);
  }
}

async function welcomeBack(
  tx: Tx,
  holder: Holder | { id: string; email: string; isActive: boolean },
  isProven: boolean,
) {
  if (!holder.isActive) return refuse('deactivated');
  await foundOrganisation(tx, { id: holder.id, email: holder.email, isNew: false, hasProvenAddress: isProven });
  return { personId: holder.id };
}

async function newcomer(tx: Tx, email: string, name: string | null, isProven: boolean): Promise<string> {
  const invitation = isProven ? await findInvitationFor(email, tx) : null;
  const id = await createPerson(tx, { name, email, kind: invitation?.kind ?? 'internal' });
  if (invitation) await fulfilInvitation(tx, invitation, id);
  await foundOrganisation(tx, { id, email, isNew: true, hasProvenAddress: isProven });
  return id;
}

async function link(tx: Tx, { issuer, subject, isEmailVerified }: Identity, personId: string) {
  await tx.insert(accounts).values({ issuer, subject, personId, isAddressVerified: isEmailVerified });
  await emit(tx, { id: personId }, 'identity.linked', personId, { personId });
}

/**
 * An address is no identity, so a person who is here already is taken for the newcomer only when both sides proved the
 * address: they joined by a link to it and have no identity yet, and the provider vouches for it now.
 */
async function meetHolder(tx: Tx, identity: Identity, holder: Holder): Promise<Admission> {
  if (holder.hasIdentity || !identity.isEmailVerified) return refuse('address_taken');
  if (!holder.isActive) return refuse('deactivated');
  await link(tx, identity, holder.id);
  return welcomeBack(tx, holder, true);
}

/** Unproven, an address opens nothing that was meant for its owner. */
async function isReserved(tx: Tx, email: string): Promise<boolean> {
  if (email === env.ADMIN_EMAIL) return true;
  return (await findInvitationFor(email, tx))?.kind === 'guest';
}

async function admit(tx: Tx, identity: Identity): Promise<Admission> {
  const known = await findIdentity(identity.issuer, identity.subject, tx);
  if (known) return welcomeBack(tx, known, identity.isEmailVerified && known.email === identity.email);
  const { email, isEmailVerified, name } = identity;
  if (!email) return refuse('address_missing');
  const holder = await findHolder(email, tx);
  if (holder) return meetHolder(tx, identity, holder);
  if (!isEmailVerified && (await isReserved(tx, email))) return refuse('address_unproven');
  const personId = await newcomer(tx, email, name, isEmailVerified);
  await link(tx, identity, personId);
  return { personId };
}

/**
 * One window at a time for an identity: between asking for the identity and asking for the address another window could
 * make the person, who would then look like a stranger with that address.
 */
async function takeTurns(tx: Tx, { issuer, subject }: Identity): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`identity:${issuer} ${subject}`}, 0))`);
}

/** Lets in whom the OpenID provider vouches for, making the person when they are new. */
export function admitIdentity(identity: Identity): Promise<Admission> {
  return againIfOvertaken(async (tx) => {
    await takeTurns(tx, identity);
    return admit(tx, identity);
  });
}

/** Whether a stranger with this address may join by a link mailed to it, invited or not. */
export async function mayJoin(email: string, tx?: Tx): Promise<boolean> {
  if (email === env.ADMIN_EMAIL || env.SIGNUP_DOMAINS.includes(domainOf(email))) return true;
  return (await isBootstrapping(tx)) || (await findInvitationFor(email, tx)) !== null;
}

/** Lets in whoever holds an address, which opening a link mailed to it has shown. */
export async function admitAddress(
  tx: Tx,
  { email, name }: { email: string; name: string | null },
): Promise<Admission> {
  const holder = await findHolder(email, tx);
  if (holder) return holder.hasProvenAddress ? welcomeBack(tx, holder, true) : refuse('address_unproven');
  if (!(await mayJoin(email, tx))) return refuse('not_invited');
  return { personId: await newcomer(tx, email, name, true) };
}
