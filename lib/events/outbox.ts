import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { outboxEvents } from '@/db/schema/operations';
import { onCommit, type Tx } from '@/db/writer';
import { manyIds, newId } from '@/lib/ids';
import { currentRequest } from '@/lib/request';
import type { EventPayloads } from './catalogue';
import { count } from './counters';
import { kick } from './kick';
import { laneOf } from './lanes';

export type EventType = keyof EventPayloads;

/** Who caused an event: a viewer, or nobody where time did. */
export type Actor = { readonly id: string | null };

/** The actor of what happens by itself. */
export const nobody: Actor = { id: null };

type Options = {
  /** Nothing follows from the event before then. */
  dueAt?: Date;
  /** While an event with this key waits, a second one is refused. */
  waitingKey?: string;
  /** Nobody is told: what an import or a change of many things at once brings is found and not announced. */
  isQuiet?: boolean;
};

/** What holds a waiting event against being claimed before whoever ran into it has committed. */
const heldByKey = {
  target: outboxEvents.waitingKey,
  targetWhere: sql`waiting_key is not null`,
  set: { waitingKey: sql`excluded.waiting_key` },
};

/**
 * Tells the outbox what happened, in the transaction of the rows it happened to. `subjectId` orders events that belong
 * together. Returns the event's id, or null when one with the same key is waiting already.
 */
export async function emit<T extends EventType>(
  tx: Tx,
  actor: Actor,
  type: T,
  subjectId: string | null,
  payload: EventPayloads[T],
  { dueAt, waitingKey, isQuiet = false }: Options = {},
): Promise<string | null> {
  const row = {
    id: newId(),
    type,
    lane: laneOf(type),
    subjectId,
    actorId: actor.id,
    payload: isQuiet ? { ...payload, isQuiet } : payload,
    ...(dueAt && { dueAt }),
    waitingKey,
  };
  onCommit(tx, kick);
  currentRequest()?.emitted.push(row.id);
  if (!waitingKey) {
    await tx.insert(outboxEvents).values(row);
    return row.id;
  }
  const written = await tx
    .insert(outboxEvents)
    .values(row)
    .onConflictDoUpdate(heldByKey)
    .returning({ id: outboxEvents.id });
  if (written[0]?.id === row.id) return row.id;
  await count(tx, 'duplicates_refused');
  return null;
}

/**
 * Tells of many things in one statement. `rows` selects `payload`, `due_at` and `waiting_key`, no key twice; where an
 * event with the key waits already, that one is meant.
 */
export async function emitMany(tx: Tx, type: EventType, rows: SQL, now: Date): Promise<void> {
  onCommit(tx, kick);
  const written = await tx.execute(sql`with written as (
      insert into outbox_events (id, type, lane, payload, due_at, waiting_key)
      select ${manyIds(now)}, ${type}, ${laneOf(type)}, r.payload, r.due_at, r.waiting_key from (${rows}) r order by r.waiting_key
      on conflict (waiting_key) where waiting_key is not null do update set waiting_key = excluded.waiting_key
      returning xmax <> 0 as is_refused)
    select count(*)::int as refused from written where is_refused`);
  const [{ refused }] = written.rows as [{ refused: number }];
  if (refused > 0) await count(tx, 'duplicates_refused', refused);
}

/** How many events are told of at once: those of one subject keep their order where `subjectOf` names it. */
type Many<P> = Pick<Options, 'isQuiet'> & { subjectOf?: (payload: P) => string };

/** Many events of one kind, told in one statement. */
export async function emitEach<T extends EventType>(
  tx: Tx,
  actor: Actor,
  type: T,
  payloads: readonly EventPayloads[T][],
  { isQuiet = false, subjectOf }: Many<EventPayloads[T]> = {},
): Promise<void> {
  if (payloads.length === 0) return;
  onCommit(tx, kick);
  const rows = payloads.map((payload) => ({
    id: newId(),
    subject_id: subjectOf?.(payload) ?? null,
    payload: isQuiet ? { ...payload, isQuiet } : payload,
  }));
  await tx.execute(sql`insert into outbox_events (id, type, lane, actor_id, subject_id, payload)
    select e.id, ${type}, ${laneOf(type)}, ${actor.id}, e.subject_id, e.payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, subject_id uuid, payload jsonb)`);
}
