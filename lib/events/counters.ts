import 'server-only';
import { sql } from 'drizzle-orm';
import { counters } from '@/db/schema/operations';
import type { Tx } from '@/db/writer';

export type CounterName = 'duplicates_refused' | 'failures';

/** Adds to today's count of what leaves no row behind. */
export async function count(tx: Tx, name: CounterName, by = 1): Promise<void> {
  await tx
    .insert(counters)
    .values({ name, day: sql`current_date`, count: by })
    .onConflictDoUpdate({ target: [counters.name, counters.day], set: { count: sql`${counters.count} + ${by}` } });
}
