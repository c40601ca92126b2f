import 'server-only';
import { cookies, headers } from 'next/headers';
import { env } from '@/lib/env';
import { currentTokenHash, sessionCookie } from './current';
import { type Browser, sessionEnd } from './open-session';

const isHttps = () => env.APP_URL.startsWith('https:');

/** The browser of this request. */
export async function thisBrowser(): Promise<Browser> {
  return { userAgent: (await headers()).get('user-agent') ?? '', formerTokenHash: await currentTokenHash() };
}

/** Hands the token of a new session to the browser; scripts and other sites never get it. */
export async function giveToken(token: string): Promise<void> {
  (await cookies()).set(sessionCookie(), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    expires: sessionEnd(),
  });
}

export async function takeToken(): Promise<void> {
  (await cookies()).set(sessionCookie(), '', {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: 0,
  });
}
