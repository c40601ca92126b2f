import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { subjects } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { audit } from '@/lib/events/audit';
import { nobody } from '@/lib/events/outbox';
import { BIN_DAYS } from './rules';

/** Records of one transaction: short enough that nobody waits for it. */
const BATCH = 100;

/** What is left then is for the next hour. */
const PATIENCE_MS = 8000;

const DAY_MS = 86_400_000;

async function emptySome(tx: Tx, until: Date): Promise<number> {
  const { rows } =
    await tx.execute(sql`select r.id, o.api_name as object from records r join objects o on o.id = r.object_id
    where r.deleted_at < ${until.toISOString()}::timestamptz order by r.deleted_at limit ${BATCH} for update of r skip locked`);
  const gone = rows as { id: string; object: string }[];
  if (gone.length === 0) return 0;
  const ids = gone.map(({ id }) => id);
  await tx.execute(sql`delete from drafts where place in (
    select 'post:' || id from unnest(${sql.param(ids)}::uuid[]) as given(id)
    union all select 'comment:' || i.id from feed_items i where i.subject_id = any(${sql.param(ids)}::uuid[]))`);
  // Its values, history, posts, comments, shares and follows go with the subject.
  await tx.delete(subjects).where(inArray(subjects.id, ids));
  for (const { id, object } of gone) await audit(tx, nobody, 'record.purged', id, { object });
  return gone.length;
}

/** Lets go for good of what has been in the bin for fifteen days, some records at a time. */
export async function emptyBins(now: Date): Promise<void> {
  const until = new Date(now.getTime() - BIN_DAYS * DAY_MS);
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end && (await transaction((tx) => emptySome(tx, until))) === BATCH);
}
