import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { records } from '@/db/schema/records';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import { emit } from '@/lib/events/outbox';
import { moveItems } from '@/lib/feed/move-items';

type Settled = { audience: string | null; before: string | null };

/**
 * Brings a record's audience and grants to what its object, its owner, its shares and its state say, with everything
 * posted on it, in the transaction that changed one of them. A deleted record is a restricted one that nobody holds.
 */
export async function settleAccess(tx: Tx, actor: { id: string }, recordId: string): Promise<void> {
  const { rows } =
    await tx.execute(sql`select r.audience as before, case when r.deleted_at is not null or r.is_private or o.access = 'private' then r.id end as audience
    from records r join objects o on o.id = r.object_id where r.id = ${recordId}`);
  const [settled] = rows as Settled[];
  if (!settled) return;
  const { audience, before } = settled;
  await tx.execute(sql`delete from grants where audience = ${recordId}`);
  if (audience)
    await tx.execute(sql`insert into grants (audience, principal, level, through_managers)
      select r.id, held.principal, min(held.level), true from records r cross join lateral (
        select r.owner_id as principal, 'own' as level
        union all select s.principal, s.level from record_shares s where s.record_id = r.id) held
      where r.id = ${recordId} and r.deleted_at is null group by r.id, held.principal`);
  await tx
    .update(subjects)
    .set({ audience, channelVersion: sql`${subjects.channelVersion} + 1` })
    .where(eq(subjects.id, recordId));
  if (audience !== before) {
    await tx.update(records).set({ audience }).where(eq(records.id, recordId));
    await moveItems(tx, recordId, audience);
  }
  await emit(tx, actor, 'record.access_changed', recordId, { recordId, from: before, to: audience });
}
