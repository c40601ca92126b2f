import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { mails } from '@/db/schema/email';
import { type Tx, transaction } from '@/db/writer';
import { reopenDigest } from '@/lib/digests/settle-digest';
import type { SendResult } from '@/lib/email/rules';
import { count } from '@/lib/events/counters';
import { emit, nobody } from '@/lib/events/outbox';
import { lockMail, type OpenMail, whyOutdated, whyOver, whyStopped } from './read-mail';
import type { CancelNote } from './recheck-rules';
import { isUrgent, pauseAfter } from './rules';
import { unseal } from './seal';

/** A mail that this worker is about to offer to the provider, with what its placeholders stand for. */
export type Claimed = OpenMail & { values: Record<string, string> };

type Ending = { state: 'failed' | 'cancelled'; note: string };

const forgotten = { sealed: null };

async function end(tx: Tx, { id }: OpenMail, { state, note }: Ending): Promise<void> {
  await tx
    .update(mails)
    .set({ state, note, ...forgotten })
    .where(eq(mails.id, id));
}

async function cancelDeliveries(tx: Tx, { id }: OpenMail, note: CancelNote, now: Date): Promise<void> {
  await tx.execute(
    sql`update deliveries set state = 'cancelled', note = ${note}, settled_at = ${now.toISOString()}::timestamptz where mail_id = ${id}`,
  );
}

/** Puts back what a mail told of, to be told again without what may not be told any more. */
async function composeAgain(tx: Tx, { id }: OpenMail, now: Date): Promise<void> {
  await reopenDigest(tx, id);
  const { rows } =
    await tx.execute(sql`update deliveries set state = 'waiting', mail_id = null, settled_at = null where mail_id = ${id}
    returning person_id as "personId", thread_key as "threadKey"`);
  const batches = new Map((rows as { personId: string; threadKey: string }[]).map((row) => [row.threadKey, row]));
  for (const { personId, threadKey } of batches.values()) {
    const when = { dueAt: now, waitingKey: `batch:${personId}:${threadKey}` };
    await emit(tx, nobody, 'mail.batch_due', null, { personId, threadKey }, when);
  }
}

/** Cancels what may not go out. As long as no provider can have it, what is left of it is put together anew. */
async function withdraw(tx: Tx, mail: OpenMail, note: CancelNote, now: Date): Promise<null> {
  await end(tx, mail, { state: 'cancelled', note });
  if (mail.firstTriedAt === null) await composeAgain(tx, mail, now);
  else await cancelDeliveries(tx, mail, note, now);
  return null;
}

async function stop(tx: Tx, mail: OpenMail, note: CancelNote, now: Date): Promise<null> {
  await end(tx, mail, { state: 'cancelled', note });
  await cancelDeliveries(tx, mail, note, now);
  return null;
}

async function fail(tx: Tx, mail: OpenMail, note: string): Promise<null> {
  await end(tx, mail, { state: 'failed', note });
  return null;
}

/** The mail, if it may go out as it is; otherwise it has come to its end. */
async function checked(tx: Tx, mail: OpenMail, now: Date): Promise<Claimed | null> {
  const opened = unseal(mail.id, mail.sealed);
  if (!opened) return fail(tx, mail, 'Its links cannot be read: the secret they were sealed with has changed.');
  const over = whyOver(mail, opened.expiresAt, now);
  if (over) return fail(tx, mail, over);
  const stopped = await whyStopped(tx, mail, now);
  if (stopped) return stop(tx, mail, stopped, now);
  const outdated = await whyOutdated(tx, mail);
  return outdated ? withdraw(tx, mail, outdated, now) : { ...mail, values: opened.values };
}

/**
 * Takes a mail to be offered to the provider, in a transaction of its own: whatever happens after this, it may have been
 * taken. Null when there is nothing to send; 'paused' when all but what somebody waits for must wait.
 */
export async function claimMail(mailId: string, now: Date, isPaused: boolean): Promise<Claimed | 'paused' | null> {
  return transaction(async (tx) => {
    const mail = await lockMail(tx, mailId);
    if (!mail) return null;
    if (isPaused && !isUrgent(mail.kind)) return 'paused';
    const claimed = await checked(tx, mail, now);
    if (!claimed) return null;
    const firstTriedAt = mail.firstTriedAt === null ? now : new Date(mail.firstTriedAt);
    await tx
      .update(mails)
      .set({ state: 'sending', attempts: mail.attempts + 1, firstTriedAt })
      .where(eq(mails.id, mail.id));
    return { ...claimed, attempts: mail.attempts + 1 };
  });
}

/** Writes down what became of an attempt. Returns when to try again; null when it is over. */
export async function recordOutcome(mail: Claimed, result: SendResult, now: Date): Promise<Date | null> {
  return transaction(async (tx) => {
    if (result.outcome === 'accepted') {
      const { providerId } = result;
      const sent = { state: 'sent' as const, note: '', providerId, sentAt: now, ...forgotten };
      await tx.update(mails).set(sent).where(sql`${mails.id} = ${mail.id} and ${mails.state} <> 'sent'`);
      return null;
    }
    const isStillOpen = await lockMail(tx, mail.id);
    if (!isStillOpen) return null;
    await count(tx, 'failures');
    if (result.outcome === 'refused') return fail(tx, mail, result.why);
    const { why: note } = result;
    if (result.outcome === 'unknown') {
      await tx.update(mails).set({ note }).where(eq(mails.id, mail.id));
      return new Date(now.getTime() + pauseAfter(mail.attempts));
    }
    // Certainly not taken: unless an earlier attempt may have been, it is as if it had never been offered.
    const firstTriedAt = mail.firstTriedAt === null ? null : new Date(mail.firstTriedAt);
    await tx.update(mails).set({ state: 'ready', note, firstTriedAt }).where(eq(mails.id, mail.id));
    return new Date(now.getTime() + result.retryAfterMs);
  });
}
