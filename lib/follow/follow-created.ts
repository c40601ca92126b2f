import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSeeRow } from '@/lib/access/audience';
import { followCount } from '@/lib/access/follow-count';
import { MAX_FOLLOWS } from './rules';

/**
 * Lets whoever made a record follow it, if they want that of what they make and may read it. At the cap nothing is
 * followed and nothing is said: making a record is not asking to follow it.
 */
export async function followCreated(
  tx: Tx,
  personId: string,
  recordId: string,
  { isTold, isQuiet }: { isTold: boolean; isQuiet: boolean },
): Promise<void> {
  if (!isTold || isQuiet) return;
  const { rows } = await tx.execute(sql`select 1 from people where id = ${personId} and follows_own for no key update`);
  if (rows.length === 0) return;
  await tx.execute(sql`insert into follows (person_id, subject_id)
    select p.id, r.id from people p join records r on r.id = ${recordId}
    where p.id = ${personId} and ${canSeeRow(sql`p.id`, sql`p.kind`, sql`r.audience`)} and ${followCount(sql`p.id`)} < ${MAX_FOLLOWS}
    on conflict do nothing`);
}
