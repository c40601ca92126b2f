import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { outboxEvents, outboxRetries } from '@/db/schema/operations';
import { type Tx, transaction } from '@/db/writer';
import type { Claim } from './claims';
import { count } from './counters';
import { keepRecurring, recurring } from './recurring';
import { Hopeless, Later } from './subscriber';

/** Tried so often, with pauses that double from seconds to an hour, it is given up: four hours in all. */
export const MAX_ATTEMPTS = 12;

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 3_600_000;

/** The pause before the next try: doubles each time, and is spread, so that what failed together does not come back together. */
function backoff(attempts: number, random = Math.random()): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS) * (0.5 + random / 2);
}

export type Failed = { subscriber: string; error: unknown };

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // A failed query's message ends with its parameters, which are people's words.
  return (text.split('\nparams:')[0] ?? '').slice(0, 500);
}

async function putOff(tx: Tx, { event, attempts, onlySubscriber }: Claim, { subscriber, error }: Failed) {
  const isLater = error instanceof Later;
  const tries = onlySubscriber ? attempts : 1;
  const spent = isLater ? tries - 1 : tries;
  const isDead = error instanceof Hopeless || spent >= MAX_ATTEMPTS;
  const row = {
    eventId: event.id,
    subscriber,
    attempts: spent,
    dueAt: isLater ? error.at : new Date(event.now.getTime() + backoff(tries)),
    leasedUntil: null,
    lastError: isLater ? '' : describe(error),
    deadAt: isDead ? event.now : null,
  };
  await tx
    .insert(outboxRetries)
    .values(row)
    .onConflictDoUpdate({ target: [outboxRetries.eventId, outboxRetries.subscriber], set: row });
  if (!isLater) await count(tx, 'failures');
}

/**
 * Writes down how an event went, in one transaction: done, with what failed handed to a retry of its own, or, for a
 * retry, gone. A recurring event leaves its successor.
 */
export async function settle(claim: Claim, failed: readonly Failed[]): Promise<void> {
  const { event, onlySubscriber } = claim;
  await transaction(async (tx) => {
    for (const failure of failed) await putOff(tx, claim, failure);
    if (!onlySubscriber) {
      await tx.update(outboxEvents).set({ doneAt: event.now, leasedUntil: null }).where(eq(outboxEvents.id, event.id));
      if (event.type in recurring) await keepRecurring(tx, event.now);
    } else if (failed.length === 0) {
      await tx
        .delete(outboxRetries)
        .where(and(eq(outboxRetries.eventId, event.id), eq(outboxRetries.subscriber, onlySubscriber)));
    }
  });
}

/** Many events of which nothing failed, done in one statement. */
export async function settleAll(claims: readonly Claim[]): Promise<void> {
  const [first] = claims;
  if (!first) return;
  const ids = claims.map(({ event }) => event.id);
  await transaction((tx) =>
    tx
      .update(outboxEvents)
      .set({ doneAt: first.event.now, leasedUntil: null })
      .where(sql`${outboxEvents.id} = any(${sql.param(ids)}::uuid[])`),
  );
}
