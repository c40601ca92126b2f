import 'server-only';
import type { Adapter, AdapterUser } from 'next-auth/adapters';
import { findIdentity } from '@/lib/access/arrivals';
import { type Browser, openSessionFor, sessionEnd } from './open-session';

const SEPARATOR = ' ';

/** next-auth keeps one string per identity: the issuer, which has no space, and the subject. */
export const identityKey = (issuer: string, subject: string) => `${issuer}${SEPARATOR}${subject}`;

function parts(key: string): { issuer: string; subject: string } {
  const end = key.indexOf(SEPARATOR);
  return { issuer: key.slice(0, end), subject: key.slice(end + 1) };
}

/**
 * What next-auth needs of our tables. People are made, found and refused by admitIdentity, which runs in next-auth's
 * signIn callback in one transaction; what is left is to find who was admitted and to open their session. A session
 * that is there already is never joined: each sign-in gets a new one, and identities are never linked on the side.
 */
export function sessionAdapter(browser: Browser): Adapter {
  return {
    async getUserByAccount({ providerAccountId }): Promise<AdapterUser | null> {
      const { issuer, subject } = parts(providerAccountId);
      const person = await findIdentity(issuer, subject);
      if (!person?.isActive) return null;
      return { id: person.id, name: person.name, email: person.email, emailVerified: null };
    },
    getSessionAndUser: () => null,
    async createSession({ sessionToken, userId }) {
      if (!(await openSessionFor(userId, sessionToken, browser))) throw new Error('Deactivated meanwhile.');
      return { sessionToken, userId, expires: sessionEnd() };
    },
  };
}
