import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { findRecipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import { isForPeople, type MailKind, obeysSwitch, outlivesComplaint, STALE_MS, TRY_FOR_MS } from './rules';
import { findShown } from './seen';
import { findEmailSettings } from './settings';

/** A mail that is about to be sent, and what its rows say about it now. */
export type OpenMail = {
  id: string;
  kind: MailKind;
  personId: string | null;
  address: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  sealed: string | null;
  shownIds: string[];
  attempts: number;
  note: string;
  createdAt: number;
  /** The first attempt that may have been taken by the provider; null while there is none. */
  firstTriedAt: number | null;
};

/** Locks a mail that is still to be sent; null for one that is sent, failed or cancelled. */
export async function lockMail(tx: Tx, id: string): Promise<OpenMail | null> {
  const { rows } =
    await tx.execute(sql`select id, kind, person_id as "personId", address, subject, html, text, headers, sealed,
      array_to_json(shown_ids) as "shownIds", attempts, note, (extract(epoch from created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from first_tried_at) * 1000)::float8 as "firstTriedAt"
    from mails where id = ${id} and state in ('ready', 'sending') for update`);
  return (rows as OpenMail[])[0] ?? null;
}

async function isSuppressed(tx: Tx, { address, kind }: OpenMail): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from mail_suppressions where address = ${address.toLowerCase()} and (reason <> 'complaint' or not ${outlivesComplaint(kind)})`,
  );
  return rows.length > 0;
}

/** The invitation is still open: the mail has the id of the event that told of it. */
async function opensNothing(tx: Tx, { id, kind }: OpenMail, now: Date): Promise<boolean> {
  if (kind !== 'invitation') return false;
  const { rows } =
    await tx.execute(sql`select 1 from outbox_events e join invitations i on i.id = (e.payload ->> 'invitationId')::uuid
    where e.id = ${id} and i.accepted_at is null and i.expires_at > ${now.toISOString()}::timestamptz`);
  return rows.length === 0;
}

async function wantsNone(tx: Tx, { personId, kind }: OpenMail): Promise<boolean> {
  // An announcement may go to whoever wants no other mail: that was decided when it was composed.
  if (!isForPeople(kind) || kind === 'announcement') return false;
  const { rows } = await tx.execute(
    sql`select 1 from notification_settings where person_id = ${personId} and not receives_email`,
  );
  return rows.length > 0;
}

/** Whether something that it tells of was read or is gone. */
async function isOverheard(tx: Tx, { id }: OpenMail): Promise<boolean> {
  const { rows } =
    await tx.execute(sql`select 1 from deliveries d left join notifications n on n.event_id = d.event_id and n.person_id = d.person_id
    where d.mail_id = ${id} and (n.id is null or n.read_at is not null) limit 1`);
  return rows.length > 0;
}

/** Why it is over; null while it may be tried. */
export function whyOver({ firstTriedAt, createdAt, note }: OpenMail, expiresAt: number | undefined, now: Date) {
  const at = now.getTime();
  if (expiresAt !== undefined && expiresAt <= at) return 'expired';
  if (firstTriedAt !== null && at - firstTriedAt > TRY_FOR_MS) return `given up after a day. ${note}`.trim();
  return at - createdAt > STALE_MS ? `given up after three days. ${note}`.trim() : null;
}

/** Why nothing may go to this address any more; null when it may. */
export async function whyStopped(tx: Tx, mail: OpenMail, now: Date) {
  if (await isSuppressed(tx, mail)) return 'suppressed' as const;
  if (obeysSwitch(mail.kind) && !(await findEmailSettings(tx)).isOn) return 'organisation_off' as const;
  if (await wantsNone(tx, mail)) return 'setting' as const;
  return (await opensNothing(tx, mail, now)) ? ('taken_back' as const) : null;
}

/** Why it may not go out as it is: its person is gone or has moved, or something it shows is no longer there for them. */
export async function whyOutdated(tx: Tx, mail: OpenMail) {
  const { personId, address, shownIds } = mail;
  if (personId === null) return null;
  const recipient = await findRecipient(personId, tx);
  if (!recipient) return 'deactivated' as const;
  if (mail.kind !== 'sign_in' && recipient.email.toLowerCase() !== address.toLowerCase())
    return 'address_changed' as const;
  const shown = await findShown(scope(recipient.viewer, tx), shownIds);
  if (shownIds.some((id) => !shown.has(id))) return 'no_access' as const;
  return (await isOverheard(tx, mail)) ? ('read' as const) : null;
}

/** Looks once more, with nothing left to do before the request: what was seen in the transaction may be over by its end. */
export async function isStillShown({ personId, shownIds }: OpenMail): Promise<boolean> {
  if (personId === null || shownIds.length === 0) return true;
  const recipient = await findRecipient(personId);
  if (!recipient) return false;
  const shown = await findShown(scope(recipient.viewer), shownIds);
  return shownIds.every((id) => shown.has(id));
}
