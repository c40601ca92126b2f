import 'server-only';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { outboxRetries } from '@/db/schema/operations';
import { onCommit, type Tx, transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { kick } from '@/lib/events/kick';
import type { OneLetter, OneSubscriber } from './input';
import { MOST_RETRIED } from './rules';

/** As if it had never been tried, and due at once. */
const anew = { deadAt: null, leasedUntil: null, attempts: 0, dueAt: sql`now()` };

const thisLetter = ({ eventId, subscriber }: OneLetter) =>
  and(eq(outboxRetries.eventId, eventId), eq(outboxRetries.subscriber, subscriber), isNotNull(outboxRetries.deadAt));

async function note(tx: Tx, viewer: Viewer, action: string, { eventId, subscriber }: OneLetter): Promise<void> {
  await audit(tx, viewer, action, null, { eventId, subscriber });
}

/** Has a dead letter tried again. Throws NotFound when it is none, or none any more. */
export async function retryLetter(viewer: Viewer, letter: OneLetter): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    const revived = await tx.update(outboxRetries).set(anew).where(thisLetter(letter)).returning();
    if (revived.length === 0) throw new NotFound();
    await note(tx, viewer, 'outbox.retried', letter);
    onCommit(tx, kick);
  });
}

/** Has the dead letters of one subscriber tried again, the oldest first. */
export async function retryAllLetters(viewer: Viewer, { subscriber }: OneSubscriber): Promise<{ count: number }> {
  demand(viewer, 'admin');
  return transaction(async (tx) => {
    const oldest = sql`(select event_id from outbox_retries where subscriber = ${subscriber} and dead_at is not null
      order by event_id limit ${MOST_RETRIED} for update)`;
    const revived = await tx
      .update(outboxRetries)
      .set(anew)
      .where(and(eq(outboxRetries.subscriber, subscriber), sql`${outboxRetries.eventId} in ${oldest}`))
      .returning({ eventId: outboxRetries.eventId });
    if (revived.length === 0) throw new NotFound();
    await audit(tx, viewer, 'outbox.retried_all', null, { subscriber, count: revived.length });
    onCommit(tx, kick);
    return { count: revived.length };
  });
}

/** Gives a dead letter up for good: what should have followed never will. */
export async function discardLetter(viewer: Viewer, letter: OneLetter): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    const gone = await tx.delete(outboxRetries).where(thisLetter(letter)).returning();
    if (gone.length === 0) throw new NotFound();
    await note(tx, viewer, 'outbox.discarded', letter);
  });
}
