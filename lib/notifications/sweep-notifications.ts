import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import { KEPT_DAYS, TRAY_CAP, TRAY_LEFT } from './rules';

const BATCH = 5_000;
const DAY = 86_400_000;

async function removed(tx: Tx, query: SQL): Promise<number> {
  const { rows } = await tx.execute(sql`with gone as (${query} returning 1) select count(*)::int as count from gone`);
  const [{ count }] = rows as [{ count: number }];
  return count;
}

/**
 * Clears a batch of what is older than ninety days, and of trays that have grown beyond their cap. True while there may
 * be more. Ids are of the moment when something was told, so the oldest stand first in their own order.
 */
export async function sweepNotifications(tx: Tx, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() - KEPT_DAYS * DAY);
  const old = sql`select id from notifications where id < ${newId(until)}::uuid order by id limit ${BATCH}`;
  const oldDeliveries = sql`select event_id, person_id, channel from deliveries
    where created_at < ${until.toISOString()}::timestamptz and state <> 'waiting' limit ${BATCH}`;
  const full = sql`select person_id from notifications group by person_id having count(*) > ${TRAY_CAP}`;
  const overflow = sql`select o.id from (${full}) f cross join lateral (
    select id from notifications n where n.person_id = f.person_id order by id desc offset ${TRAY_LEFT}) o`;
  const counts = [
    await removed(tx, sql`delete from notifications where id in (${old})`),
    await removed(tx, sql`delete from notifications where id in (${overflow})`),
    await removed(tx, sql`delete from deliveries where (event_id, person_id, channel) in (${oldDeliveries})`),
  ];
  return counts.some((count) => count >= BATCH);
}
