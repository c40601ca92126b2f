import 'server-only';
import { sql } from 'drizzle-orm';
import { outboxEvents } from '@/db/schema/operations';
import { onCommit, type Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import type { EventPayloads } from './catalogue';
import { count } from './counters';
import { kick } from './kick';

export type EventType = keyof EventPayloads;

/** Who caused an event: a viewer, or nobody where time did. */
export type Actor = { readonly id: string | null };

/** The actor of what happens by itself. */
export const nobody: Actor = { id: null };

/** What waits for a provider of mail. */
const mailEvents: ReadonlySet<EventType> = new Set(['mail.ready', 'mail.arrived']);

const laneOf = (type: EventType) => (mailEvents.has(type) ? ('mail' as const) : ('main' as const));

type When = {
  /** Nothing follows from the event before then. */
  dueAt?: Date;
  /** While an event with this key waits, a second one is refused. */
  waitingKey?: string;
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
  { dueAt, waitingKey }: When = {},
): Promise<string | null> {
  const row = {
    id: newId(),
    type,
    lane: laneOf(type),
    subjectId,
    actorId: actor.id,
    payload,
    ...(dueAt && { dueAt }),
    waitingKey,
  };
  onCommit(tx, kick);
  if (!waitingKey) {
    await tx.insert(outboxEvents).values(row);
    return row.id;
  }
  const written = await tx
    .insert(outboxEvents)
    .values(row)
    .onConflictDoNothing({ target: outboxEvents.waitingKey, where: sql`waiting_key is not null` })
    .returning({ id: outboxEvents.id });
  if (written.length === 0) await count(tx, 'duplicates_refused');
  return written[0]?.id ?? null;
}

/** Many events of one kind that need no order, told in one statement. */
export async function emitEach<T extends EventType>(
  tx: Tx,
  actor: Actor,
  type: T,
  payloads: readonly EventPayloads[T][],
): Promise<void> {
  if (payloads.length === 0) return;
  onCommit(tx, kick);
  await tx
    .insert(outboxEvents)
    .values(payloads.map((payload) => ({ id: newId(), type, lane: laneOf(type), actorId: actor.id, payload })));
}
