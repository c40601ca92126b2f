import 'server-only';
import { type Tx, transaction } from '@/db/writer';
import { findRecipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import { Later, type OutboxEvent } from '@/lib/events/subscriber';
import { loadPosts } from '@/lib/feed/load-posts';
import { log } from '@/lib/log';
import { afterQuietHours } from '@/lib/notifications/quiet-rules';
import { writeBatch } from './batch-mail-subscriber';
import { queueMail } from './queue-mail';
import { type CancelNote, cancelNote, type Eyes, type Waiting, type Wanted } from './recheck-rules';
import { BREAKER_PAUSE_MS } from './rules';
import { findKnown, findShown, oneByOne } from './seen';
import { findEmailSettings } from './settings';
import {
  type Batch,
  findMailbox,
  isOverBreaker,
  lockWaiting,
  type Mailbox,
  readWaiting,
  settleDeliveries,
} from './waiting';

const MOST_COMMENTS = 500;

const idsOf = (...ids: (string | null)[]) => ids.filter((id) => id !== null);

async function demandTime(tx: Tx, { personId }: Batch, { quiet }: Mailbox, timeZone: string, now: Date): Promise<void> {
  const at = afterQuietHours(now, quiet, timeZone);
  if (at > now) throw new Later(at);
  if (!(await isOverBreaker(tx, personId, now))) return;
  log.warn('mail.breaker', { person: personId });
  throw new Later(new Date(now.getTime() + BREAKER_PAUSE_MS));
}

/** Settles what is no longer wanted with the reason why; returns the rest. */
async function sift(tx: Tx, personId: string, waiting: readonly Waiting[], eyes: Eyes) {
  const noted = new Map<CancelNote, string[]>();
  const wanted: Wanted[] = [];
  for (const one of waiting) {
    const note = cancelNote(one, eyes);
    if (note) noted.set(note, [...(noted.get(note) ?? []), one.eventId]);
    else wanted.push(one as Wanted);
  }
  for (const [note, eventIds] of noted) await settleDeliveries(tx, personId, eventIds, { note }, eyes.now);
  return wanted;
}

async function compose(tx: Tx, batch: Batch, eventIds: readonly string[], now: Date): Promise<void> {
  const { personId, threadKey } = batch;
  const recipient = await findRecipient(personId, tx);
  if (!recipient) return settleDeliveries(tx, personId, eventIds, { note: 'deactivated' }, now);
  const mailbox = await findMailbox(tx, personId);
  await demandTime(tx, batch, mailbox, recipient.viewer.timeZone, now);
  const waiting = await readWaiting(tx, personId, eventIds, now);
  const s = oneByOne(scope(recipient.viewer, tx));
  const known = await findKnown(
    s,
    waiting.flatMap(({ actorId, subjectId }) => idsOf(actorId, subjectId)),
  );
  const shown = await findShown(
    s,
    waiting.flatMap(({ itemId, commentId }) => idsOf(itemId, commentId)),
  );
  const seen = new Set([...shown, ...known.people.keys(), ...known.groups.keys(), ...known.records.keys()]);
  const [first, ...others] = await sift(tx, personId, waiting, { seen, receivesEmail: mailbox.receivesEmail, now });
  if (!first) return;
  const posts = await loadPosts(
    s,
    [...new Set([first, ...others].flatMap(({ itemId }) => idsOf(itemId)))],
    MOST_COMMENTS,
  );
  const sources = { known, posts: new Map(posts.map((post) => [post.id, post])) };
  const settings = await findEmailSettings(tx);
  const wanted: [Wanted, ...Wanted[]] = [first, ...others];
  const parts = { recipient, organisation: mailbox.organisation, settings, threadKey, wanted, sources };
  const mail = await writeBatch(s, tx, parts);
  const ids = wanted.map(({ eventId }) => eventId);
  if (!mail) return settleDeliveries(tx, personId, ids, { note: 'deleted' }, now);
  const { mailId, refused } = await queueMail(tx, { ...mail, personId, address: recipient.email, threadKey, now });
  await settleDeliveries(tx, personId, ids, mailId ? { mailId } : { note: refused ?? 'suppressed' }, now);
}

/**
 * Makes one mail of everything that waits for a person in a thread, as it is and as they may see it now. All of it in one
 * transaction, with what waits locked: however many workers have the same batch, and wherever they are ended, there is
 * one mail.
 */
export async function batchDue({ payload, now }: OutboxEvent<'mail.batch_due'>): Promise<void> {
  await transaction(async (tx) => {
    const eventIds = await lockWaiting(tx, payload);
    if (eventIds.length > 0) await compose(tx, payload, eventIds, now);
  });
}
