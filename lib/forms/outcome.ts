import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { Conflict, Forbidden, Invalid, NotFound, SignedOut, TooMany } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';

/** What a person reads when an action did not happen, and which fields it is about. */
export type Refusal = { message: string; fields: Record<string, string> };

const plain = (message: string): Refusal => ({ message, fields: {} });

function waitingTime(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** Turns whatever an action threw into words. A bug is logged under an id that the person can quote; its message stays here. */
export function refusal(action: string, error: unknown): Refusal {
  unstable_rethrow(error);
  if (error instanceof Invalid) {
    const { '': whole, ...fields } = error.fields;
    return { message: whole ?? 'Please check what is marked below.', fields };
  }
  if (error instanceof NotFound) return plain('This is not here any more, or it is not open to you.');
  if (error instanceof Forbidden) return plain('You may not do this here.');
  if (error instanceof SignedOut)
    return plain(
      'You have been signed out. Sign in in another tab, then send this again: what you typed is still here.',
    );
  if (error instanceof Conflict) {
    const message = error.message || 'Someone else changed this while you were editing. Nothing of yours is lost.';
    return { message, fields: error.fields };
  }
  if (error instanceof TooMany)
    return plain(`That was a lot at once. Please try again in ${waitingTime(error.retryAfterSeconds)}.`);
  if (isDatabaseDown(error)) {
    log.error('action.database_down', error, { action });
    return plain(
      'The database cannot be reached. Nothing was saved; what you typed is still here. Please try again in a moment.',
    );
  }
  const id = newId();
  log.error('action.failed', error, { action, id });
  return plain(
    `Something broke on our side, and nothing was saved. What you typed is still here. If it happens again, quote ${id}.`,
  );
}
