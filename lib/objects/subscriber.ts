import 'server-only';
import { sql } from 'drizzle-orm';
import { buildIndex, dropIndex, type IndexedField, indexState } from '@/db/record-index';
import { type Tx, transaction } from '@/db/writer';
import { emit, nobody } from '@/lib/events/outbox';
import { Later, type Subscriber } from '@/lib/events/subscriber';
import { log } from '@/lib/log';

/** A handler has fifteen seconds; an index of many records takes longer, and is looked at again then. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 20_000;

type Wish = IndexedField & { isWanted: boolean; isSortable: boolean };

async function findWish(tx: Tx, fieldId: string): Promise<Wish | undefined> {
  const { rows } =
    await tx.execute(sql`select f.id, f.object_id as "objectId", f.api_name as "apiName", f.is_sortable as "isSortable",
      f.type in ('number', 'currency', 'percent') as "isNumeric", f.is_sort_wanted and f.deleted_at is null as "isWanted"
    from fields f where f.id = ${fieldId}`);
  return (rows as Wish[])[0];
}

/** Waits for work as long as a handler may; what takes longer goes on by itself. */
async function patiently(work: Promise<void>, now: Date): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Later(new Date(now.getTime() + AGAIN_MS))), PATIENCE_MS).unref();
  });
  const settled = work.catch((error: unknown) => {
    log.error('field.index_failed', error);
    throw error;
  });
  try {
    await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
    settled.catch(() => {});
  }
}

/** From now on lists may sort by the field, where it is still wanted. */
async function markReady(fieldId: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.execute(sql`update fields set is_sortable = true
      where id = ${fieldId} and is_sort_wanted and not is_sortable and deleted_at is null returning object_id as "objectId"`);
    const [field] = rows as { objectId: string }[];
    if (field)
      await emit(tx, nobody, 'object.edited', field.objectId, { objectId: field.objectId, fields: ['isSortable'] });
  });
}

async function settleIndex(fieldId: string, now: Date): Promise<void> {
  const [wish, state] = [await transaction((tx) => findWish(tx, fieldId)), await indexState(fieldId)];
  if (state === 'building') throw new Later(new Date(now.getTime() + AGAIN_MS));
  if (!wish?.isWanted) {
    if (state !== 'missing') await patiently(dropIndex(fieldId), now);
    return;
  }
  if (state === 'broken') await patiently(dropIndex(fieldId), now);
  if (state !== 'ready') await patiently(buildIndex(wish), now);
  await markReady(fieldId);
}

/** Builds and drops the indexes of fields in the background, so that no list is ever sorted by what has none. */
export const fieldIndexes: Subscriber = {
  name: 'field-indexes',
  on: { 'field.index_due': ({ payload, now }) => settleIndex(payload.fieldId, now) },
};
