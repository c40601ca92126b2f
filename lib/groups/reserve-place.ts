import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { MAX_GROUPS } from './rules';

/**
 * Whether a person has room for one more group. Locks the person, so that joins made at the same moment are counted one
 * after the other. Counts groups that the viewer may not know, and says only yes or no.
 */
export async function hasRoom(tx: Tx, personId: string, groupId: string): Promise<boolean> {
  await tx.execute(sql`select 1 from people where id = ${personId} for no key update`);
  const { rows } = await tx.execute(sql`
    select (select archived_at is not null from groups where id = ${groupId}) as "isArchived", count(*)::int as used from (
      select group_id from memberships where person_id = ${personId}
      union select group_id from join_requests where person_id = ${personId} and status = 'pending') taken
    join groups g on g.id = taken.group_id where g.archived_at is null and g.id <> ${groupId}`);
  const [place] = rows as { isArchived: boolean; used: number }[];
  return place !== undefined && (place.isArchived || place.used < MAX_GROUPS);
}
