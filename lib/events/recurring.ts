import 'server-only';
import { sql } from 'drizzle-orm';
import { outboxEvents } from '@/db/schema/operations';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import { laneOf } from './lanes';
import type { EventType } from './outbox';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What comes by itself, and how often at least. */
export const recurring = {
  'digests.due': 5 * MINUTE,
  'groups.sweep_due': HOUR,
  'housekeeping.due': HOUR,
} as const satisfies Partial<Record<EventType, number>>;

const recurringTypes = Object.keys(recurring) as (keyof typeof recurring)[];

const nextAt = (every: number, now: Date) => Math.ceil((now.getTime() + 1) / every) * every;

/** Keeps one event of each recurring kind waiting, whoever asks and however often. */
export async function keepRecurring(tx: Tx, now: Date): Promise<void> {
  const rows = recurringTypes.map((type) => ({
    id: newId(now),
    type,
    lane: laneOf(type),
    payload: {},
    dueAt: new Date(nextAt(recurring[type], now)),
    waitingKey: `recurring:${type}`,
  }));
  await tx
    .insert(outboxEvents)
    .values(rows)
    .onConflictDoNothing({ target: outboxEvents.waitingKey, where: sql`waiting_key is not null` });
}
