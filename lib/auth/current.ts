import 'server-only';
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { findFormerPerson, findSession, type Session } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { currentRequest } from '@/lib/request';
import { noteSeen } from './note-seen';

/** The session cookie of next-auth, whose name says whether the site is served by https. */
export const sessionCookie = () =>
  env.APP_URL.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';

/** What the sessions table keeps of a token, so that the table alone opens no session. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64url');

/** The hash of the token that this browser sent, whether or not it opens anything. */
export const currentTokenHash = cache(async (): Promise<string | null> => {
  const token = (await cookies()).get(sessionCookie())?.value;
  return token ? tokenHash(token) : null;
});

/** The session of this request, or null. Identity comes from here and from nowhere else. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const hash = await currentTokenHash();
  const session = hash ? await findSession(hash, env.TIME_ZONE) : null;
  if (session) noteSeen(session);
  return session;
});

/** The person whose session has just run out, for keeping what they sent; null for a stranger. */
export async function formerPersonId(): Promise<string | null> {
  const hash = await currentTokenHash();
  return hash ? findFormerPerson(hash) : null;
}

/** Sends a visitor to sign in and back again afterwards. */
export function redirectToLogin(returnTo: string): never {
  redirect(`/login?return=${encodeURIComponent(returnTo)}`);
}

/** The session of this request; someone signed out is sent to sign in and comes back here. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirectToLogin(currentRequest()?.path ?? '/');
}

/** Who asks. The first line of every page, action and route handler that is not public. */
export async function requireViewer(): Promise<Viewer> {
  return (await requireSession()).viewer;
}
