import 'server-only';
import { sql } from 'drizzle-orm';
import { signInTokens } from '@/db/schema/auth';
import { transaction } from '@/db/writer';
import { findHolder, findLinkAddress } from '@/lib/access/arrivals';
import { env } from '@/lib/env';
import { TooMany } from '@/lib/errors';
import { countUse } from '@/lib/forms/rate-limit';
import { type Admission, admitAddress, mayJoin } from './admit-person';
import { tokenHash } from './current';
import { deliverSignInLink } from './deliver-sign-in-link';
import { signInLimits } from './limits';
import { type Browser, newToken, openSession } from './open-session';
import { LINK_MINUTES, nameFromAddress } from './rules';

/** Whether a link to this address would let anybody in. */
async function opensAnything(address: string): Promise<boolean> {
  const holder = await findHolder(address);
  if (holder) return holder.isActive && holder.hasProvenAddress;
  return mayJoin(address);
}

/** Past the limit nothing more is sent, and nobody is told; what was sent before still opens. */
async function isFlooded(address: string): Promise<boolean> {
  try {
    await countUse(signInLimits.sendToAddress, address);
    return false;
  } catch (error) {
    if (error instanceof TooMany) return true;
    throw error;
  }
}

/**
 * Sends a one-time link to an address that may sign in, and does nothing for any other. The caller must answer the
 * same, and as fast, in both cases. Returns the path of the link, which only the demo may show.
 */
export async function sendSignInLink(address: string, returnTo: string): Promise<string | null> {
  if (!(await opensAnything(address)) || (await isFlooded(address))) return null;
  const token = newToken();
  const expiresAt = new Date(Date.now() + LINK_MINUTES * 60_000);
  const path = linkPath(token, returnTo);
  await transaction(async (tx) => {
    await tx.insert(signInTokens).values({ identifier: address, token: tokenHash(token), expiresAt });
    await deliverSignInLink(tx, { address, url: `${env.APP_URL}${path}`, expiresAt });
  });
  return path;
}

export const linkPath = (token: string, returnTo: string) =>
  `/login/link/${token}${returnTo === '/' ? '' : `?return=${encodeURIComponent(returnTo)}`}`;

export type LinkOffer = { address: string; isNew: boolean; suggestedName: string };

/** What a link would do, for its page; reading changes nothing, because mail scanners open links. */
export async function findSignInLink(token: string): Promise<LinkOffer | null> {
  const address = await findLinkAddress(tokenHash(token));
  if (!address) return null;
  return { address, isNew: (await findHolder(address)) === null, suggestedName: nameFromAddress(address) };
}

/** Uses a link up and opens a session with `token`; every other link to the address ends with it. */
export function redeemLink(
  link: string,
  name: string | null,
  session: { token: string; browser: Browser },
): Promise<Admission> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`delete from sign_in_tokens where token = ${tokenHash(link)} and expires_at > now() returning identifier`,
    );
    const [used] = rows as { identifier: string }[];
    if (!used) return { problem: 'link_used' };
    await tx.execute(sql`delete from sign_in_tokens where identifier = ${used.identifier}`);
    const admission = await admitAddress(tx, { email: used.identifier, name });
    if ('problem' in admission) return admission;
    const isOpen = await openSession(tx, admission.personId, session.token, session.browser);
    return isOpen ? admission : { problem: 'deactivated' };
  });
}
