import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { feedItems } from '@/db/schema/feed';
import type { Tx } from '@/db/writer';
import { type Move, moveEach } from '@/lib/feed/move-items';

type End = { id: string; audience: string | null; isDeleted: boolean };

type Told = { itemId: string; above: End; added: End };

/**
 * Who may know of both ends: whoever sees both. While one of them is deleted that is nobody, and what was told comes back
 * with it; undefined where both are restricted, so that no audience says it.
 */
function audienceOf({ above, added }: Told): string | null | undefined {
  const deleted = [above, added].find(({ isDeleted }) => isDeleted);
  if (deleted) return deleted.id;
  if (above.audience !== null && added.audience !== null) return undefined;
  return above.audience ?? added.audience;
}

const end = (alias: string) => {
  const r = sql.identifier(alias);
  return sql`json_build_object('id', ${r}.id, 'audience', ${r}.audience, 'isDeleted', ${r}.deleted_at is not null)`;
};

/** Brings the announcements that tell of one of these records in the feed of another to the stricter audience of both. */
export async function moveRelated(tx: Tx, recordIds: readonly string[]): Promise<void> {
  const among = sql`any(${sql.param([...recordIds])}::uuid[])`;
  const { rows } = await tx.execute(sql`select c.item_id as "itemId", ${end('above')} as above, ${end('added')} as added
    from record_changes c join records above on above.id = c.subject_id join records added on added.id = c.related_id
    where c.item_id is not null and c.id in (
      select id from record_changes where related_id = ${among}
      union all select id from record_changes where subject_id = ${among} and related_id is not null)
    order by c.item_id`);
  const gone: string[] = [];
  const moves: Move[] = [];
  for (const told of rows as Told[]) {
    const audience = audienceOf(told);
    if (audience === undefined) gone.push(told.itemId);
    else moves.push({ id: told.itemId, audience });
  }
  await moveEach(tx, moves);
  if (gone.length > 0) await tx.delete(feedItems).where(inArray(feedItems.id, gone));
}
