import 'server-only';
import { eq } from 'drizzle-orm';
import { after } from 'next/server';
import { sessions } from '@/db/schema/auth';
import { transaction } from '@/db/writer';
import { log } from '@/lib/log';

const EVERY_MS = 5 * 60_000;

async function write(id: string): Promise<void> {
  try {
    await transaction((tx) => tx.update(sessions).set({ seenAt: new Date() }).where(eq(sessions.id, id)));
  } catch (error) {
    log.error('session.seen_failed', error, { id });
  }
}

/** Notes after the response that a session is in use, at most every five minutes. */
export function noteSeen(session: { id: string; seenAt: Date }): void {
  if (Date.now() - session.seenAt.getTime() > EVERY_MS) after(() => write(session.id));
}
