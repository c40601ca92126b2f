import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import type { Tx } from '@/db/writer';
import { Invalid } from '@/lib/errors';
import { emit, nobody } from '@/lib/events/outbox';

/** One change of the hierarchy at a time: two that are harmless alone could make a circle together. */
const HIERARCHY_LOCK = 20_260_701;

/**
 * Puts a person, with everyone below them, under a manager or under nobody, and rebuilds the closure for exactly those.
 * Throws Invalid on `manager` where that would make a circle. The caller has checked who may do this, and holds the person's row.
 */
export async function placeInHierarchy(tx: Tx, personId: string, managerId: string | null): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${HIERARCHY_LOCK})`);
  if (managerId) await refuseCircle(tx, personId, managerId);
  const before = await managersAbove(tx, personId);
  await rebuild(tx, personId, managerId);
  const after = new Set(await managersAbove(tx, personId));
  const formerManagerIds = before.filter((id) => !after.has(id));
  if (formerManagerIds.length > 0)
    await emit(tx, nobody, 'hierarchy.changed', personId, { personId, formerManagerIds });
}

async function managersAbove(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.execute(sql`select manager_id as id from manager_tree where person_id = ${personId}`);
  return (rows as { id: string }[]).map(({ id }) => id);
}

async function rebuild(tx: Tx, personId: string, managerId: string | null): Promise<void> {
  await tx.update(people).set({ managerId }).where(eq(people.id, personId));
  await tx.execute(sql`
    with moved as (select person_id from manager_tree where manager_id = ${personId} union all select ${personId}::uuid)
    delete from manager_tree t where t.person_id in (select person_id from moved) and t.manager_id not in (select person_id from moved)`);
  if (!managerId) return;
  await tx.execute(sql`
    insert into manager_tree (manager_id, person_id, depth)
    select above.id, below.id, above.depth + below.depth + 1
    from (select manager_id as id, depth from manager_tree where person_id = ${managerId} union all select ${managerId}::uuid, 0) above,
      (select person_id as id, depth from manager_tree where manager_id = ${personId} union all select ${personId}::uuid, 0) below`);
}

async function refuseCircle(tx: Tx, personId: string, managerId: string): Promise<void> {
  if (personId === managerId) throw new Invalid({ manager: 'Nobody is their own manager.' });
  const { rows } = await tx.execute(
    sql`select 1 from manager_tree where manager_id = ${personId} and person_id = ${managerId}`,
  );
  if (rows.length > 0)
    throw new Invalid({ manager: 'This person reports to the one you are editing. Choose someone else.' });
}
