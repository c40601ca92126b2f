import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { firstIdAt } from '@/lib/ids';
import type { QuietHours } from '@/lib/notifications/quiet-rules';
import type { CancelNote, Waiting } from './recheck-rules';
import { MOST_PER_HOUR, MOST_PER_PERSON } from './rules';

const HOUR_MS = 3_600_000;

const millis = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`;

/** A batch: everything of one thread that waits to be mailed to one person. */
export type Batch = { personId: string; threadKey: string };

/**
 * Locks what waits, so that of two workers with the same batch the second finds nothing. A statement of its own: what is
 * read next is what the first one left.
 */
export async function lockWaiting(tx: Tx, { personId, threadKey }: Batch): Promise<string[]> {
  const { rows } = await tx.execute(sql`select event_id as "eventId" from deliveries
    where person_id = ${personId} and thread_key = ${threadKey} and channel = 'email' and state = 'waiting'
    order by event_id for update`);
  return (rows as { eventId: string }[]).map(({ eventId }) => eventId);
}

const mailReason = sql`case when d.note <> '' then d.note else coalesce(n.reason, '') end`;

/** Whether what a notification tells of is still there. */
const isTrue = sql`case n.reason
  when 'like' then exists (select 1 from item_likes l where n.comment_id is null and l.item_id = n.item_id and l.person_id = n.actor_id)
    or exists (select 1 from comment_likes l where l.comment_id = n.comment_id and l.person_id = n.actor_id)
  when 'follow' then exists (select 1 from follows f where f.person_id = n.actor_id and f.subject_id = d.person_id)
  when 'join_request' then exists (select 1 from join_requests r
    where r.group_id = n.subject_id and r.person_id = n.actor_id and r.status = 'pending')
  when 'announcement' then a.id is not null
  when 'record_owner' then exists (select 1 from records r where r.id = n.subject_id and r.owner_id = d.person_id)
  when 'record_shared' then exists (select 1 from record_shares r where r.record_id = n.subject_id and r.principal = d.person_id)
  else true end`;

/** Whether some membership that brings them the post has mail of every post: in its place, or in a group it mentions. */
const hasEvery = (now: SQL) => sql`exists (select 1 from memberships e
  where e.person_id = d.person_id and e.email_frequency = 'every' and (e.muted_until is null or e.muted_until <= ${now})
    and (e.group_id = i.subject_id or e.group_id in (
      select x.subject_id from mentions x where x.item_id = i.id and x.comment_id is null and x.is_accessible)))`;

/** The rows that decide about locked deliveries, oldest event first. */
export async function readWaiting(tx: Tx, personId: string, eventIds: readonly string[], at: Date): Promise<Waiting[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const { rows } =
    await tx.execute(sql`select d.event_id as "eventId", ${millis(sql`d.created_at`)} as "waitingSince", n.id as "notificationId",
      coalesce(n.reason, '') as reason, n.actor_id as "actorId", n.item_id as "itemId", n.comment_id as "commentId",
      n.subject_id as "subjectId", coalesce(n.details, '{}') as details, ${millis(sql`n.created_at`)} as at,
      n.read_at is not null as "isRead", ${isTrue} as "isTrue",
      exists (select 1 from mutes mu where mu.person_id = d.person_id and mu.item_id = n.item_id) as "isItemMuted",
      coalesce(m.muted_until > ${now}, false) as "isGroupMuted", m.role, ${mailReason} as "mailReason",
      case ${mailReason} when 'group_post' then ${hasEvery(now)}
        when 'announcement' then a.sends_email or m.email_frequency = 'every' end as "byGroup",
      case when f.is_locked then f.email else coalesce(c.email, f.email) end as email, coalesce(a.sends_email, false) as "isForced"
    from deliveries d
    left join notifications n on n.event_id = d.event_id and n.person_id = d.person_id
    left join feed_items i on i.id = n.item_id
    left join memberships m on m.person_id = d.person_id and m.group_id = coalesce(n.subject_id, i.subject_id)
    left join announcements a on n.reason = 'announcement' and a.item_id = n.item_id and a.archived_at is null
    left join notification_defaults f on f.reason = ${mailReason}
    left join notification_choices c on c.reason = ${mailReason} and c.person_id = d.person_id
    where d.person_id = ${personId} and d.channel = 'email' and d.event_id = any(${sql.param(eventIds)}::uuid[])
    order by d.event_id`);
  return rows as Waiting[];
}

export type Mailbox = { receivesEmail: boolean; quiet: QuietHours | null; organisation: string };

/** Whether and when this person wants mail at all. */
export async function findMailbox(tx: Tx, personId: string): Promise<Mailbox> {
  const { rows } =
    await tx.execute(sql`select coalesce(s.receives_email, true) as "receivesEmail", s.quiet_from as "from", s.quiet_until as "until",
      coalesce((select name from organisation), 'Chatter') as organisation
    from (select ${personId}::uuid as id) p left join notification_settings s on s.person_id = p.id`);
  const [row] = rows as [{ receivesEmail: boolean; from: number | null; until: number | null; organisation: string }];
  const { receivesEmail, organisation, from, until } = row;
  return { receivesEmail, organisation, quiet: from === null || until === null ? null : { from, until } };
}

/** Whether so many mails were made in the last hour, for this person or for all, that something must be wrong. */
export async function isOverBreaker(tx: Tx, personId: string, now: Date): Promise<boolean> {
  const since = sql`id >= ${firstIdAt(new Date(now.getTime() - HOUR_MS))}::uuid`;
  const { rows } = await tx.execute(sql`select
      (select count(*) from (select 1 from mails where person_id = ${personId} and ${since} limit ${MOST_PER_PERSON}) own)::int as own,
      (select count(*) from (select 1 from mails where ${since} limit ${MOST_PER_HOUR}) everyones)::int as everyones`);
  const [{ own, everyones }] = rows as [{ own: number; everyones: number }];
  return own >= MOST_PER_PERSON || everyones >= MOST_PER_HOUR;
}

/** Settles deliveries: into a mail, or with the reason why there is none. */
export async function settleDeliveries(
  tx: Tx,
  personId: string,
  eventIds: readonly string[],
  how: { mailId: string } | { note: CancelNote },
  now: Date,
): Promise<void> {
  if (eventIds.length === 0) return;
  const mailId = 'mailId' in how ? how.mailId : null;
  const note = 'note' in how ? how.note : '';
  await tx.execute(sql`update deliveries set state = ${mailId ? 'sent' : 'cancelled'}, note = ${note}, mail_id = ${mailId}, settled_at = ${now.toISOString()}::timestamptz
    where person_id = ${personId} and channel = 'email' and state = 'waiting' and event_id = any(${sql.param(eventIds)}::uuid[])`);
}
