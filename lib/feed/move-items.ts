import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';

async function move(tx: Tx, moved: SQL): Promise<void> {
  await tx.execute(sql`update feed_items i set audience = m.audience from ${moved} where i.id = m.id`);
  for (const table of ['comments', 'feed_entries', 'topic_assignments'])
    await tx.execute(
      sql`update ${sql.identifier(table)} t set audience = m.audience from ${moved} where t.item_id = m.id`,
    );
}

/**
 * Gives everything posted on a subject its new audience. Posts first, then their comments: whoever is writing below a
 * post holds it or the comment, so that what they add is there for the statements that follow.
 */
export async function moveItems(tx: Tx, subjectId: string, audience: string | null): Promise<void> {
  await moveItemsOf(tx, [{ id: subjectId, audience }]);
}

export type Move = { id: string; audience: string | null };

const pairs = (moves: readonly Move[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as given(id uuid, audience uuid)`;

/** The same for several subjects at once. */
export async function moveItemsOf(tx: Tx, subjects: readonly Move[]): Promise<void> {
  if (subjects.length === 0) return;
  await move(
    tx,
    sql`(select p.id, given.audience from ${pairs(subjects)} join feed_items p on p.subject_id = given.id) m`,
  );
}

/** Gives single items an audience of their own. */
export async function moveEach(tx: Tx, items: readonly Move[]): Promise<void> {
  if (items.length > 0) await move(tx, sql`(select given.id, given.audience from ${pairs(items)}) m`);
}
