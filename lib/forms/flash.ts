import 'server-only';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';

const NAME = 'chatter.flash';
const SECONDS = 10;

/** One sentence for the next page: it is shown in a [status] and gone ten seconds later. */
export async function setFlash(message: string): Promise<void> {
  (await cookies()).set(NAME, message, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: SECONDS,
    secure: env.APP_URL.startsWith('https:'),
  });
}

/** The sentence for this page, if there is one. */
export async function readFlash(): Promise<string | null> {
  return (await cookies()).get(NAME)?.value.slice(0, 300) ?? null;
}
