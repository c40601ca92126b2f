import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Tx, transaction } from '@/db/writer';
import type { OutboxEvent } from './subscriber';

/** One event to be handled, by all its subscribers or by the one that failed before. */
export type Claim = { event: OutboxEvent; attempts: number; onlySubscriber: string | null };

export type Lane = 'main' | 'mail' | 'background';

type Row = Omit<OutboxEvent, 'createdAt' | 'now'> & { createdAt: string; attempts: number; subscriber: string | null };

const BATCH = 100;
const LEASE = sql`interval '120 seconds'`;

/** Claims are made one after another, so that no worker takes a later event of a subject while another takes an earlier. */
const claimsLock = sql`select pg_advisory_xact_lock(hashtext('chatter.outbox'))`;

const columns = sql`e.id, e.type, e.payload, e.subject_id as "subjectId", e.actor_id as "actorId", e.created_at as "createdAt"`;

const moment = (now: Date | undefined): SQL => (now ? sql`${now.toISOString()}::timestamptz` : sql`clock_timestamp()`);

/** What is stored to the millisecond may have been rounded up. */
const due = (column: SQL, at: SQL) => sql`${column} <= ${at} + interval '1 millisecond'`;

const free = (column: SQL, at: SQL) => sql`(${column} is null or ${column} < ${at})`;

async function claimEvents(tx: Tx, lane: Lane, at: SQL): Promise<Row[]> {
  const { rows } = await tx.execute(sql`
    with picked as (
      select e.id from outbox_events e
      where e.lane = ${lane} and e.done_at is null and ${due(sql`e.due_at`, at)} and ${free(sql`e.leased_until`, at)}
        and not exists (select 1 from outbox_events busy where busy.subject_id = e.subject_id and busy.done_at is null
          and busy.id < e.id and busy.leased_until >= ${at})
      order by e.due_at, e.id limit ${BATCH} for update of e skip locked)
    update outbox_events e set leased_until = ${at} + ${LEASE}, attempts = e.attempts + 1, waiting_key = null
    from picked where e.id = picked.id
    returning ${columns}, e.attempts, null as subscriber`);
  return rows as Row[];
}

async function claimRetries(tx: Tx, lane: Lane, at: SQL): Promise<Row[]> {
  const { rows } = await tx.execute(sql`
    with picked as (
      select r.event_id, r.subscriber from outbox_retries r join outbox_events e on e.id = r.event_id
      where e.lane = ${lane} and r.dead_at is null and ${due(sql`r.due_at`, at)} and ${free(sql`r.leased_until`, at)}
      order by r.due_at limit ${BATCH} for update of r skip locked)
    update outbox_retries r set leased_until = ${at} + ${LEASE}, attempts = r.attempts + 1
    from picked, outbox_events e
    where r.event_id = picked.event_id and r.subscriber = picked.subscriber and e.id = r.event_id
    returning ${columns}, r.attempts, r.subscriber`);
  return rows as Row[];
}

/**
 * Takes due events of a lane for two minutes, oldest first, and what is to be tried again. Nothing that another worker holds, and
 * nothing of a subject of which another holds something earlier.
 */
export async function claim(lane: Lane, now: Date | undefined): Promise<Claim[]> {
  const at = moment(now);
  const rows = await transaction(async (tx) => {
    await tx.execute(claimsLock);
    const events = await claimEvents(tx, lane, at);
    return [...events, ...(await claimRetries(tx, lane, at))];
  });
  const clock = now ?? new Date();
  return rows
    .map(({ attempts, subscriber, createdAt, ...event }) => ({
      event: { ...event, createdAt: new Date(createdAt), now: clock } as OutboxEvent,
      attempts,
      onlySubscriber: subscriber,
    }))
    .sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
}

/** Gives back what there was no time for, as if it had not been taken. */
export async function release(claims: readonly Claim[]): Promise<void> {
  const given = claims.map(({ event, onlySubscriber }) => ({ id: event.id, subscriber: onlySubscriber }));
  const back = sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as back(id uuid, subscriber text)`;
  await transaction(async (tx) => {
    await tx.execute(sql`update outbox_events e set leased_until = null, attempts = e.attempts - 1 from ${back}
      where e.id = back.id and back.subscriber is null and e.done_at is null`);
    await tx.execute(sql`update outbox_retries r set leased_until = null, attempts = r.attempts - 1 from ${back}
      where r.event_id = back.id and r.subscriber = back.subscriber`);
  });
}
