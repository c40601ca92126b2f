import 'server-only';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { sessions } from '@/db/schema/auth';
import { type Tx, transaction } from '@/db/writer';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { endSessions } from '@/lib/sessions/end-sessions';
import { tokenHash } from './current';
import { SESSION_DAYS } from './rules';

/** The browser that signs in: what it says it is, and the hash of a session that it brings and that ends now. */
export type Browser = { userAgent: string; formerTokenHash: string | null };

export const newToken = () => randomBytes(32).toString('base64url');

export const sessionEnd = () => new Date(Date.now() + SESSION_DAYS * 86_400_000);

/** Waits for a deactivation under way, and makes one that comes now wait: it then ends this session too. */
async function holdActive(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from subjects where id = ${personId} and is_active for share`);
  return rows.length > 0;
}

/** What sessions and links leave behind. An ended session is kept for thirty days: what is sent on it finds its person. */
async function sweep(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from sessions where id in (select id from sessions
    where least(expires_at, coalesce(ended_at, expires_at)) < now() - interval '30 days' limit 500)`);
  await tx.execute(sql`delete from sign_in_tokens where expires_at < now() - interval '1 day'`);
}

/** Opens a session with this token, inside the transaction that let the person in. False when they are deactivated. */
export async function openSession(tx: Tx, personId: string, token: string, browser: Browser): Promise<boolean> {
  if (!(await holdActive(tx, personId))) return false;
  if (browser.formerTokenHash) await endSessions(tx, sql`token_hash = ${browser.formerTokenHash}`);
  await sweep(tx);
  const id = newId();
  const userAgent = browser.userAgent.slice(0, 400);
  await tx.insert(sessions).values({ id, personId, tokenHash: tokenHash(token), userAgent, expiresAt: sessionEnd() });
  await emit(tx, { id: personId }, 'session.started', personId, { personId, sessionId: id });
  return true;
}

/** The same in a transaction of its own. */
export function openSessionFor(personId: string, token: string, browser: Browser): Promise<boolean> {
  return transaction((tx) => openSession(tx, personId, token, browser));
}
