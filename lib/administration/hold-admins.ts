import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { hasAdmin } from '@/lib/access/arrivals';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid } from '@/lib/errors';

/**
 * Lets one change of who is admin happen at a time, and checks that whoever makes it still is one: two admins who take
 * the permission from each other at the same moment must not both succeed.
 */
export async function holdAdmins(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.execute(sql`select 1 from permissions where name = 'admin' for update`);
  const { rows } = await tx.execute(sql`select 1 from person_permissions held join subjects s on s.id = held.person_id
    where held.person_id = ${viewer.id} and held.permission = 'admin' and s.is_active`);
  if (rows.length === 0) throw new Forbidden();
}

/** Throws Invalid when nobody but this person could administer Chatter. */
export async function demandOtherAdmin(tx: Tx, personId: string): Promise<void> {
  if (await hasAdmin(tx, personId)) return;
  throw new Invalid({ '': 'This is the only administrator. Make someone else one first.' });
}
