import 'server-only';
import { sql } from 'drizzle-orm';
import { mails } from '@/db/schema/email';
import type { Tx } from '@/db/writer';
import type { RenderedMail } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { emit, nobody } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { ensureReplyAddress } from './reply-address';
import { AHEAD_MS, fromLine, isUrgent, type MailKind, obeysSwitch, outlivesComplaint } from './rules';
import { type Sealed, seal } from './seal';
import { type EmailSettings, findEmailSettings } from './settings';
import { type UnsubscribeScope, unsubscribeUrl } from './unsubscribe-token';

export type NewMail = {
  /** The event that it follows from, where one event makes one mail: queued again it is still one. */
  eventId?: string;
  kind: MailKind;
  /** Null where the address has no person yet. */
  personId: string | null;
  address: string;
  content: RenderedMail;
  /** What the placeholders in html and text stand for. Kept sealed, and forgotten once sent. */
  sealed?: Record<string, string>;
  /** Past this the mail is not sent any more: its link would open nothing. */
  expiresAt?: Date;
  /** Posts and comments it shows. */
  shownIds?: readonly string[];
  /** The post that an answer becomes a comment of. */
  replyItemId?: string | null;
  /** Gives `{{unsubscribe}}` its value and the mail its one-click header. */
  unsubscribe?: UnsubscribeScope | null;
  /** Mails of one thread stand together in a mail program. */
  threadKey?: string;
  now?: Date;
};

/** The mail's id, or why there is none. */
export type Queued = { mailId: string; refused: null } | { mailId: null; refused: 'organisation_off' | 'suppressed' };

async function refusal(tx: Tx, { kind, address }: NewMail, settings: EmailSettings) {
  if (obeysSwitch(kind) && !settings.isOn) return 'organisation_off' as const;
  const { rows } = await tx.execute(
    sql`select reason from mail_suppressions where address = ${address.toLowerCase()} and (reason <> 'complaint' or not ${outlivesComplaint(kind)})`,
  );
  return rows.length > 0 ? ('suppressed' as const) : null;
}

async function tokensOf(tx: Tx, { personId, sealed, expiresAt, replyItemId, unsubscribe }: NewMail): Promise<Sealed> {
  const reply = personId && replyItemId ? await ensureReplyAddress(tx, personId, replyItemId) : null;
  const link = personId && unsubscribe ? unsubscribeUrl({ personId, scope: unsubscribe }) : null;
  const values = { ...sealed, ...(reply && { reply }), ...(link && { unsubscribe: link }) };
  return { values, ...(expiresAt && { expiresAt: expiresAt.getTime() }) };
}

const host = () => new URL(env.APP_URL).hostname;

function headersOf({ threadKey }: NewMail, { senderName }: EmailSettings): Record<string, string> {
  const thread = threadKey && `<${threadKey.replace(/[^\w-]/g, '.')}@${host()}>`;
  return {
    From: fromLine(senderName, env.EMAIL_FROM ?? `chatter@${host()}`),
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    ...(thread && { 'In-Reply-To': thread, References: thread }),
  };
}

/**
 * Makes a mail, the only way there is, in the transaction of what it follows from: either both are there or neither.
 * From here on what it says never changes, so that every attempt to send it is the same to the byte. An address that
 * bounced or reported us gets none, and nobody does while the organisation has mail switched off, sign-in links excepted.
 */
export async function queueMail(tx: Tx, mail: NewMail): Promise<Queued> {
  const settings = await findEmailSettings(tx);
  const refused = await refusal(tx, mail, settings);
  if (refused) return { mailId: null, refused };
  const { kind, personId, address, content, shownIds = [], now = new Date() } = mail;
  const id = mail.eventId ?? newId(now);
  const row = {
    id,
    kind,
    personId,
    address,
    subject: content.subject.replace(/\p{Cc}+/gu, ' '),
    html: content.html,
    text: content.text,
    headers: headersOf(mail, settings),
    sealed: seal(id, await tokensOf(tx, mail)),
    shownIds: [...shownIds],
    createdAt: now,
  };
  const made = await tx.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id });
  const first = isUrgent(kind) ? { dueAt: new Date(now.getTime() - AHEAD_MS) } : {};
  if (made.length > 0) await emit(tx, nobody, 'mail.ready', null, { mailId: id }, first);
  return { mailId: id, refused: null };
}
