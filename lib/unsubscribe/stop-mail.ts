import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import { notificationChoices, notificationSettings } from '@/db/schema/notifications';
import { type Tx, transaction } from '@/db/writer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { readUnsubscribeToken, type UnsubscribeScope } from '@/lib/mails/unsubscribe-token';
import { type DigestPeriod, type Frequency, isReason, reasons } from '@/lib/notifications/rules';
import { makeUndoToken, type Undo } from './undo-token';

type Settings = { receivesEmail: boolean; digest: DigestPeriod; groupFrequency: Frequency };

/** The row of the person's settings, made if need be and locked. */
async function lockSettings(tx: Tx, personId: string): Promise<Settings> {
  await tx.insert(notificationSettings).values({ personId }).onConflictDoNothing();
  const { rows } =
    await tx.execute(sql`select receives_email as "receivesEmail", digest, group_frequency as "groupFrequency"
    from notification_settings where person_id = ${personId} for update`);
  const [row] = rows as [Settings];
  return row;
}

/** Writes to the person's settings; an open form of them notices. */
export const changeSettings = (tx: Tx, personId: string, values: Partial<Settings>) =>
  tx
    .update(notificationSettings)
    .set({ ...values, version: sql`${notificationSettings.version} + 1` })
    .where(eq(notificationSettings.personId, personId));

async function stopAll(tx: Tx, personId: string): Promise<Undo | null> {
  const { receivesEmail } = await lockSettings(tx, personId);
  if (!receivesEmail) return null;
  await changeSettings(tx, personId, { receivesEmail: false });
  return { kind: 'all' };
}

async function stopThread(tx: Tx, personId: string, itemId: string): Promise<Undo | null> {
  const { rows } = await tx.execute(
    sql`insert into mutes (person_id, item_id) select ${personId}::uuid, i.id from feed_items i where i.id = ${itemId} on conflict do nothing returning item_id`,
  );
  return rows.length > 0 ? { kind: 'thread', itemId } : null;
}

/** A reason that an admin has set for everyone cannot be stopped by itself: then all mail is. */
async function stopReason(tx: Tx, personId: string, reason: string): Promise<Undo | null> {
  if (!isReason(reason)) return null;
  await lockSettings(tx, personId);
  const { rows } = await tx.execute(sql`
    select c.page, c.email, f.page as "defaultPage", coalesce(f.is_locked, false) as "isLocked" from (select ${reason}::text as reason) r
    left join notification_choices c on c.person_id = ${personId} and c.reason = r.reason left join notification_defaults f on f.reason = r.reason`);
  const [row] = rows as {
    page: boolean | null;
    email: boolean | null;
    defaultPage: boolean | null;
    isLocked: boolean;
  }[];
  if (row?.isLocked || !reasons[reason].isChoosable) return stopAll(tx, personId);
  const was = row && row.page !== null && row.email !== null ? { page: row.page, email: row.email } : null;
  if (was?.email === false) return null;
  const page = was?.page ?? row?.defaultPage ?? reasons[reason].page;
  const { personId: person, reason: of } = notificationChoices;
  await tx
    .insert(notificationChoices)
    .values({ personId, reason, page, email: false })
    .onConflictDoUpdate({ target: [person, of], set: { email: false } });
  await changeSettings(tx, personId, {});
  return { kind: 'reason', reason, was };
}

async function stopGroup(tx: Tx, personId: string, groupId: string): Promise<Undo | null> {
  const { rows } = await tx.execute(
    sql`select email_frequency as frequency from memberships where person_id = ${personId} and group_id = ${groupId} for update`,
  );
  const [row] = rows as { frequency: Frequency }[];
  if (!row || row.frequency === 'never') return null;
  await setFrequency(tx, personId, [groupId], 'never');
  return { kind: 'group', groupId, frequency: row.frequency };
}

/** How often mail of these groups comes to someone. */
export async function setFrequency(tx: Tx, personId: string, groupIds: readonly string[], emailFrequency: Frequency) {
  if (groupIds.length === 0) return;
  await tx
    .update(memberships)
    .set({ emailFrequency })
    .where(and(eq(memberships.personId, personId), inArray(memberships.groupId, [...groupIds])));
}

/** The personal digest, the groups that come in it, and those that one joins later. */
async function stopDigest(tx: Tx, personId: string): Promise<Undo | null> {
  const { digest, groupFrequency } = await lockSettings(tx, personId);
  const { rows } = await tx.execute(sql`select group_id as "groupId", email_frequency as frequency from memberships
    where person_id = ${personId} and email_frequency in ('daily', 'weekly') order by group_id for update`);
  const held = rows as { groupId: string; frequency: Frequency }[];
  const isLater = groupFrequency === 'daily' || groupFrequency === 'weekly';
  if (digest === 'never' && held.length === 0 && !isLater) return null;
  const groupsOf = (how: Frequency) => held.filter(({ frequency }) => frequency === how).map(({ groupId }) => groupId);
  await setFrequency(
    tx,
    personId,
    held.map(({ groupId }) => groupId),
    'never',
  );
  await changeSettings(tx, personId, { digest: 'never', ...(isLater && { groupFrequency: 'never' }) });
  return { kind: 'digest', digest, groupFrequency, daily: groupsOf('daily'), weekly: groupsOf('weekly') };
}

function stop(tx: Tx, personId: string, scope: UnsubscribeScope): Promise<Undo | null> {
  switch (scope.kind) {
    case 'thread':
      return stopThread(tx, personId, scope.itemId);
    case 'reason':
      return stopReason(tx, personId, scope.reason);
    case 'group':
      return stopGroup(tx, personId, scope.groupId);
    case 'digest':
      return stopDigest(tx, personId);
    case 'all':
      return stopAll(tx, personId);
  }
}

/**
 * Ends what a mail's link is for, or all mail, for whoever the mail was written to: the token is their consent, and
 * nobody has to be signed in. Returns a token that takes it back, or null when it had ended before. Throws NotFound.
 */
export async function stopMail({ token, all }: { token: string; all: boolean }): Promise<string | null> {
  const found = readUnsubscribeToken(token);
  if (!found) throw new NotFound();
  const { personId, scope } = found;
  return transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select 1 from people where id = ${personId}`);
    if (rows.length === 0) throw new NotFound();
    const undo = await stop(tx, personId, all ? { kind: 'all' } : scope);
    if (!undo) return null;
    const actor = { id: personId };
    if (undo.kind === 'thread') await emit(tx, actor, 'post.muted', null, { postId: undo.itemId });
    else await emit(tx, actor, 'settings.changed', personId, { personId });
    return makeUndoToken(personId, undo);
  });
}
