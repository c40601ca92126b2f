import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';

/**
 * Gives everything posted on a subject its new audience. Posts first, then their comments: whoever is writing below a
 * post holds it or the comment, so that what they add is there for the statements that follow.
 */
export async function moveItems(tx: Tx, subjectId: string, audience: string | null): Promise<void> {
  const posted = sql`item_id in (select id from feed_items where subject_id = ${subjectId})`;
  await tx.execute(sql`update feed_items set audience = ${audience}::uuid where subject_id = ${subjectId}`);
  await tx.execute(sql`update comments set audience = ${audience}::uuid where ${posted}`);
  await tx.execute(sql`update feed_entries set audience = ${audience}::uuid where ${posted}`);
  await tx.execute(sql`update topic_assignments set audience = ${audience}::uuid where ${posted}`);
}
