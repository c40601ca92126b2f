import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import { type Changed, changeEntries, type Happening } from '@/lib/tracking/announce';

/** One save of one record, as `announce` gets it. */
export type Save = { changed: Changed; happenings: readonly Happening[]; at: Date };

type Told = Save & { itemId: string | null };

/** Rows of one statement as JSON: a parameter for each value would be more of them than a statement takes. */
export const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

async function insertItems(tx: Tx, actorId: string, saves: readonly Told[]): Promise<void> {
  const announced = saves.filter((save) => save.itemId !== null);
  if (announced.length === 0) return;
  const items = announced.map(({ changed, at, itemId }) => ({
    id: itemId,
    subject_id: changed.subjectId,
    audience: changed.audience,
    client_id: newId(),
    at,
  }));
  await tx.execute(sql`insert into feed_items (id, kind, subject_id, audience, author_id, client_id, source, tree, plain, created_at, activity_at)
    select i.id, 'change', i.subject_id, i.audience, ${actorId}, i.client_id, '', '[]', '', i.at, i.at
    from jsonb_to_recordset(${asJson(items)}) as i(id uuid, subject_id uuid, audience uuid, client_id uuid, at timestamptz)`);
  const entries = announced.flatMap(({ changed, at, itemId }) => changeEntries(changed, itemId ?? '', actorId, at));
  await tx.execute(sql`insert into feed_entries (subject_id, item_id, activity_at, audience, actor_id, reason, is_change)
    select e."subjectId", e."itemId", e."activityAt", e.audience, e."actorId", e.reason, e."isChange"
    from jsonb_to_recordset(${asJson(entries)}) as e("subjectId" uuid, "itemId" uuid, "activityAt" timestamptz, audience uuid, "actorId" uuid, reason text, "isChange" boolean)`);
}

const changeRow = ({ changed, at, itemId }: Told, one: Happening) => ({
  id: newId(at),
  subject_id: changed.subjectId,
  version: changed.version,
  at,
  item_id: one.isAnnounced ? itemId : null,
  event: one.event,
  ...('fieldId' in one
    ? { field_id: one.fieldId, old_value: one.old, new_value: one.new }
    : { related_id: one.relatedId ?? null }),
});

/**
 * The same as `announce` for many saves at once, in a statement for each table. Returns the items, null where nothing was
 * announced, in the order of the saves.
 */
export async function announceSaves(tx: Tx, actorId: string, saves: readonly Save[]): Promise<(string | null)[]> {
  const told = saves.map((save) => ({
    ...save,
    itemId: save.happenings.some((one) => one.isAnnounced) ? newId(save.at) : null,
  }));
  await insertItems(tx, actorId, told);
  const rows = told.flatMap((save) => save.happenings.map((one) => changeRow(save, one)));
  if (rows.length > 0)
    await tx.execute(sql`insert into record_changes (id, subject_id, version, field_id, event, old_value, new_value, related_id, actor_id, item_id, created_at)
      select c.id, c.subject_id, c.version, c.field_id, c.event, c.old_value, c.new_value, c.related_id, ${actorId}, c.item_id, c.at
      from jsonb_to_recordset(${asJson(rows)}) as c(id uuid, subject_id uuid, version int, field_id uuid, event text, old_value jsonb, new_value jsonb, related_id uuid, item_id uuid, at timestamptz)`);
  return told.map(({ itemId }) => itemId);
}
