import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSeeRow } from '@/lib/access/audience';

/** Whose keepsakes of which records are looked at: everybody's of some, or one person's of all. */
export type Lost = { recordIds: readonly string[] } | { personId: string };

const ofRecord = (lost: Lost, column: SQL): SQL =>
  'recordIds' in lost ? sql`${column} = any(${sql.param([...lost.recordIds])}::uuid[])` : sql`true`;

const ofPerson = (lost: Lost): SQL => ('personId' in lost ? sql`kept.person_id = ${lost.personId}` : sql`true`);

const cannotSee = (audience: SQL): SQL => sql`not ${canSeeRow(sql`p.id`, sql`p.kind`, audience)}`;

/** What was kept `of` an item posted on a record `r`. */
const posted = (lost: Lost): SQL =>
  sql`feed_items i, records r, people p where r.id = i.subject_id and p.id = kept.person_id and ${ofRecord(lost, sql`i.subject_id`)}
    and ${ofPerson(lost)} and r.deleted_at is null and ${cannotSee(sql`i.audience`)}`;

const onRecord = (lost: Lost, column: SQL): SQL =>
  sql`records r, people p where r.id = ${column} and p.id = kept.person_id and ${ofRecord(lost, column)}
    and ${ofPerson(lost)} and r.deleted_at is null and ${cannotSee(sql`r.audience`)}`;

/**
 * Takes from people what they kept of records that they can no longer see: follows, bookmarks, mutes, drafts and that
 * they looked at them. Reads check access again anyway; this keeps counts right and leaves nothing behind. Of a deleted
 * record everything rests as it is until it is restored or gone.
 */
export async function forgetAccess(tx: Tx, lost: Lost): Promise<void> {
  await tx.execute(sql`delete from follows kept using ${onRecord(lost, sql`kept.subject_id`)}`);
  await tx.execute(sql`delete from record_views kept using ${onRecord(lost, sql`kept.record_id`)}`);
  await tx.execute(sql`delete from bookmarks kept using ${posted(lost)} and i.id = kept.item_id`);
  await tx.execute(sql`delete from mutes kept using ${posted(lost)} and i.id = kept.item_id`);
  await tx.execute(sql`delete from drafts kept using ${posted(lost)} and kept.place = 'comment:' || i.id`);
  await tx.execute(
    sql`delete from drafts kept using records r, people p where kept.place = 'post:' || r.id and p.id = kept.person_id
      and ${ofRecord(lost, sql`r.id`)} and ${ofPerson(lost)} and r.deleted_at is null and ${cannotSee(sql`r.audience`)}`,
  );
}
