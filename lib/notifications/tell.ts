import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { Candidates } from '@/lib/access/candidates';
import { env } from '@/lib/env';
import { emitMany } from '@/lib/events/outbox';
import type { OutboxEvent } from '@/lib/events/subscriber';
import { manyIds } from '@/lib/ids';
import { afterQuietHours } from './quiet-rules';
import { BATCH_MINUTES, heardThroughMute, rankOf, reasonNames, reasons } from './rules';

/** Something of which people are to be told, with who may have a reason. */
export type Occasion = {
  event: OutboxEvent;
  candidates: readonly Candidates[];
  threadKey: string;
  itemId?: string;
  commentId?: string | null;
  /** The group or record it is about, where it is not about an item. */
  subjectId?: string;
  /** Who a candidate `p` must be to see it now. */
  sees: SQL;
  /** Whom of the candidates `c` it does not concern: those who muted it, or were told before. */
  except?: SQL;
  details?: Record<string, string>;
};

const ruleTable = JSON.stringify(
  reasonNames.map((reason) => ({
    reason,
    rank: rankOf(reason),
    page: reasons[reason].page,
    email: reasons[reason].email,
  })),
);

const heard = sql`c.reason = any(${sql.param([...heardThroughMute])}::text[])`;

/** Whoever muted a post, or for a time the group it stands in, is told of it only when they are meant. */
export function muted(itemId: string, placeId: string, now: Date): SQL {
  return sql`(not ${heard} and (exists (select 1 from mutes mu where mu.item_id = ${itemId} and mu.person_id = c.person_id)
    or exists (select 1 from memberships mm where mm.group_id = ${placeId} and mm.person_id = c.person_id and mm.muted_until > ${now.toISOString()}::timestamptz)))`;
}

/** On the page: locked, chosen, or the default; posts of a group of which every one is mailed always. */
const onPage = sql`case when c.reason = 'announcement' then true when d.is_locked then d.page
  else coalesce(own.page, d.page, r.page) or (c.reason = 'group_post' and c.by_group) end`;

const byEmail = sql`(c.is_forced or coalesce(st.receives_email, true) and case when c.by_group is not null then c.by_group
  when d.is_locked then d.email else coalesce(own.email, d.email, r.email) end)`;

/** Which setting keeps it away from a channel. */
const kept = (choice: SQL) =>
  sql`case when d.is_locked then 'locked' when ${choice} is not null then 'choice' else 'default' end`;

const mailKept = sql`case when not coalesce(st.receives_email, true) then 'no_email' when c.by_group is not null then 'frequency' else ${kept(sql`own.email`)} end`;

/** One row for each person: the highest of their reasons, and each channel that any of their reasons opens. */
function recipients({ candidates, event, sees, except }: Occasion): SQL {
  return sql`select distinct on (c.person_id) c.person_id, c.reason, coalesce(p.time_zone, ${env.TIME_ZONE}) as zone, st.quiet_from, st.quiet_until,
      bool_or(${onPage}) over person as on_page, ${kept(sql`own.page`)} as page_note,
      bool_or(${byEmail}) over person as by_email, ${mailKept} as email_note,
      r.rank, min(r.rank) filter (where ${byEmail}) over person as mail_rank
    from (${sql.join([...candidates], sql` union all `)}) c
    join rules r on r.reason = c.reason
    join people p on p.id = c.person_id join subjects s on s.id = p.id and s.is_active
    left join notification_defaults d on d.reason = c.reason
    left join notification_choices own on own.person_id = c.person_id and own.reason = c.reason
    left join notification_settings st on st.person_id = c.person_id
    where c.person_id is distinct from ${event.actorId}::uuid and ${sees} ${except ? sql`and not ${except}` : sql``}
    window person as (partition by c.person_id)
    order by c.person_id, r.rank`;
}

type Quiet = { zone: string | null; quiet_from: number | null; quiet_until: number | null };

/** Writes notifications and what each channel does with them. Resolves to the quiet hours among those who get mail. */
async function write(tx: Tx, occasion: Occasion): Promise<Quiet[]> {
  const { event, threadKey, itemId = null, commentId = null, subjectId = null, details = {} } = occasion;
  const happened = sql`${event.createdAt.toISOString()}::timestamptz`;
  const settled = sql`${event.now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute(sql`with rules as (
      select * from jsonb_to_recordset(${ruleTable}::jsonb) as rules(reason text, rank int, page boolean, email boolean)),
    told as (${recipients(occasion)}),
    written as (
      insert into notifications (id, event_id, person_id, reason, actor_id, item_id, comment_id, subject_id, thread_key, details, is_on_page, created_at)
      select ${manyIds(event.now)}, ${event.id}::uuid, t.person_id, t.reason, (select id from subjects where id = ${event.actorId}::uuid), ${itemId}::uuid,
        ${commentId}::uuid, ${subjectId}::uuid, ${threadKey}, ${JSON.stringify(details)}::jsonb, t.on_page, ${happened}
      from told t where t.reason <> 'group_post' or t.on_page or t.by_email
      order by t.person_id on conflict (event_id, person_id) do nothing returning person_id),
    delivered as (
      insert into deliveries (event_id, person_id, channel, state, note, thread_key, created_at, settled_at)
      select ${event.id}::uuid, t.person_id, ch.channel, ch.state, ch.note, ${threadKey}, ${happened}, case when ch.state <> 'waiting' then ${settled} end
      from told t join written w on w.person_id = t.person_id cross join lateral (values
        ('page', case when t.on_page then 'sent' else 'off' end, case when t.on_page then '' else t.page_note end),
        ('email', case when t.by_email then 'waiting' else 'off' end, case when not t.by_email then t.email_note
          when t.mail_rank <> t.rank then (select reason from rules where rank = t.mail_rank) else '' end)) ch(channel, state, note)
      order by t.person_id, ch.channel on conflict do nothing returning person_id, channel, state)
    select distinct case when t.quiet_from is not null then t.zone end as zone, t.quiet_from, t.quiet_until
    from delivered m join told t on t.person_id = m.person_id where m.channel = 'email' and m.state = 'waiting'`);
  return rows as Quiet[];
}

/** One mail for each person and thread, in two minutes or when their quiet hours end. */
async function batchMails(tx: Tx, { event }: Occasion, quiet: readonly Quiet[]): Promise<void> {
  const due = new Date(event.now.getTime() + BATCH_MINUTES * 60_000);
  const ends = quiet.map((one) => {
    const { zone, quiet_from: from, quiet_until: until } = one;
    const hours = from === null || until === null ? null : { from, until };
    return { ...one, due_at: afterQuietHours(due, hours, zone ?? 'UTC').toISOString() };
  });
  await emitMany(
    tx,
    'mail.batch_due',
    sql`select jsonb_build_object('personId', m.person_id, 'threadKey', m.thread_key) as payload, q.due_at,
      'batch:' || m.person_id || ':' || m.thread_key as waiting_key
    from deliveries m join people p on p.id = m.person_id left join notification_settings st on st.person_id = m.person_id
    join jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as q(zone text, quiet_from int, quiet_until int, due_at timestamptz)
      on q.quiet_from is not distinct from st.quiet_from and q.quiet_until is not distinct from st.quiet_until
      and (q.zone is null or q.zone = coalesce(p.time_zone, ${env.TIME_ZONE}))
    where m.event_id = ${event.id} and m.channel = 'email' and m.state = 'waiting'`,
    event.now,
  );
}

/**
 * Tells everyone whom an event concerns, with the highest of their reasons, once for each event and person however often
 * it runs. Set-based: as many statements for ten thousand people as for one, people in the order of their ids.
 */
export async function tell(tx: Tx, occasion: Occasion): Promise<void> {
  const quiet = await write(tx, occasion);
  if (quiet.length > 0) await batchMails(tx, occasion, quiet);
}
