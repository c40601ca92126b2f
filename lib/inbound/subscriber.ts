import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { findByAddress, findRecipient, type Recipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import { MAX_BODY } from '@/lib/body/rules';
import { type FetchMail, fetchReceivedMail, type ReceivedMail } from '@/lib/email/receiving';
import { env } from '@/lib/env';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { Later, type OutboxEvent, type Subscriber } from '@/lib/events/subscriber';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { log } from '@/lib/log';
import { groupToken, slugPart } from './group-address';
import { ownText } from './own-text';
import {
  addressOf,
  type DropNote,
  isAutomatic,
  isForged,
  MOST_PER_HOUR,
  type OwnAddress,
  ownAddress,
  titleOf,
} from './rules';
import { countTaken, findReplyTarget, findSwitches, isWaiting, type Outcome, settleMail } from './settle-mail';

const FETCH_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Ends with a mail that becomes nothing. */
class Dropped extends Error {
  override readonly name = 'Dropped';

  constructor(
    readonly note: DropNote,
    readonly personId: string | null = null,
  ) {
    super(note);
  }
}

type Arrived = { providerId: string; mail: ReceivedMail; now: Date };

/** The same mail, fetched again after a crash, is the same comment. */
function clientIdOf(providerId: string): string {
  const hex = createHash('sha256').update(`inbound:${providerId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function checkPace({ viewer }: Recipient, now: Date) {
  const taken = await countTaken(viewer.id, new Date(now.getTime() - HOUR_MS));
  if (taken >= MOST_PER_HOUR) throw new Dropped('too_many', viewer.id);
}

function textOf(mail: ReceivedMail, personId: string): string {
  const text = ownText(mail);
  if (text === null) throw new Dropped('unreadable', personId);
  return text;
}

/** An answer to one of our mails: by the person it went to, from their address, to the thread it was about. */
async function takeReply({ providerId, mail, now }: Arrived, token: string, from: string): Promise<Outcome> {
  const target = await findReplyTarget(token);
  if (!target) throw new Dropped('no_address');
  const { personId, itemId } = target;
  const recipient = await findRecipient(personId);
  if (!recipient) throw new Dropped('inactive', personId);
  if (recipient.email.toLowerCase() !== from) throw new Dropped('other_sender', personId);
  await checkPace(recipient, now);
  const body = textOf(mail, personId);
  if (body === '') throw new Dropped('empty', personId);
  const comment = { id: itemId, parentId: undefined, body, clientId: clientIdOf(providerId), confirm: true };
  const { commentId } = await createComment(recipient.viewer, comment);
  return { state: 'taken', personId, resultId: commentId };
}

/** The group of an address, among those that the sender is in. */
async function findGroup({ viewer }: Recipient, { slug, token }: { slug: string; token: string }) {
  const s = scope(viewer);
  const groups = await s.rows<{ id: string; slug: string }>(
    sql`select g.id, g.slug from ${s.ownMemberships} m join ${s.openGroups} g on g.id = m.group_id where starts_with(g.slug, ${slug})`,
  );
  return groups.find((group) => slugPart(group.slug) === slug && groupToken(group.id) === token);
}

/** A post to a group by one of its members: the subject is its first line. */
async function takePost(arrived: Arrived, address: { slug: string; token: string }, from: string): Promise<Outcome> {
  const { providerId, mail, now } = arrived;
  const sender = await findByAddress(from);
  if (!sender) throw new Dropped('unknown_sender');
  const { id: personId } = sender.viewer;
  await checkPace(sender, now);
  const group = await findGroup(sender, address);
  if (!group) throw new Dropped('no_access', personId);
  const title = titleOf(mail.subject);
  const text = textOf(mail, personId).slice(0, MAX_BODY - title.length - 2);
  const body = [title, text].filter(Boolean).join('\n\n');
  if (body === '') throw new Dropped('empty', personId);
  const post = { subjectId: group.id, body, clientId: clientIdOf(providerId), confirm: true };
  const { postId } = await createPost(sender.viewer, post);
  return { state: 'taken', personId, resultId: postId };
}

async function checkSwitches({ kind }: OwnAddress) {
  const { isOn, allowsReplies, allowsGroupPosts } = await findSwitches();
  if (kind === 'reply' && !(isOn && allowsReplies)) throw new Dropped('replies_off');
  if (kind === 'group' && !(isOn && allowsGroupPosts)) throw new Dropped('posts_off');
}

/** What can be told before anybody is looked up: who wrote it, and for which of our addresses. */
async function readEnvelope({ from: header, to, subject, headers }: ReceivedMail) {
  const from = addressOf(header);
  if (!from) throw new Dropped('unknown_sender');
  if (isAutomatic(headers, { from, subject })) throw new Dropped('automatic');
  if (isForged(headers)) throw new Dropped('not_authentic');
  const address = ownAddress(to, env.EMAIL_REPLY_DOMAIN ?? '');
  if (!address) throw new Dropped('no_address');
  await checkSwitches(address);
  return { from, address };
}

function noteOf(error: unknown): DropNote | null {
  if (error instanceof NotFound || error instanceof Forbidden) return 'no_access';
  return error instanceof Invalid ? 'invalid' : null;
}

async function take(arrived: Arrived): Promise<Outcome> {
  let personId: string | null = null;
  try {
    const { from, address } = await readEnvelope(arrived.mail);
    if (address.kind === 'group') return await takePost(arrived, address, from);
    return await takeReply(arrived, address.token, from);
  } catch (error) {
    if (error instanceof Dropped) personId = error.personId;
    const note = error instanceof Dropped ? error.note : noteOf(error);
    if (!note) throw error;
    return { state: 'dropped', note, personId };
  }
}

/** Takes in mail that this function fetches. */
export const inboundBy = (fetchMail: FetchMail): Subscriber => ({
  name: 'inbound',
  on: {
    'mail.arrived': async ({ payload: { providerId }, now }: OutboxEvent<'mail.arrived'>) => {
      if (!(await isWaiting(providerId))) return;
      const fetched = await fetchMail(providerId, AbortSignal.timeout(FETCH_MS));
      if (fetched.outcome === 'busy') throw new Later(new Date(now.getTime() + fetched.retryAfterMs));
      if (fetched.outcome === 'unknown') throw new Error(fetched.why);
      const outcome: Outcome =
        fetched.outcome === 'gone'
          ? { state: 'dropped', note: 'gone', personId: null }
          : await take({ providerId, mail: fetched.mail, now });
      await settleMail(providerId, outcome);
      log.info('mail.arrived', { state: outcome.state, ...('note' in outcome && { note: outcome.note }) });
    },
  },
});

/** Takes answers and posts that come by mail; nothing is ever sent back, so that no forged sender is answered. */
export const inbound = inboundBy(fetchReceivedMail);
