import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { emitEach } from '@/lib/events/outbox';
import type { Definition } from '@/lib/objects/definition';
import type { StoredValues } from '@/lib/objects/view-models';
import { audienceOfBoth } from '@/lib/records/announce-related';
import { announceSaves } from './announce-saves';

type Added = { id: string; audience: string | null; values: StoredValues; at: Date };
type Above = { id: string; objectId: string; audience: string | null; ownerId: string; version: number };
type Telling = { actor: { id: string }; definition: Definition; isNotified: boolean };

async function findAbove(tx: Tx, ids: readonly string[]): Promise<Map<string, Above>> {
  const { rows } =
    await tx.execute(sql`select r.id, r.object_id as "objectId", r.audience, r.owner_id as "ownerId", r.version
    from records r join objects o on o.id = r.object_id
    where r.id = any(${sql.param(ids)}::uuid[]) and r.deleted_at is null and o.is_tracked and o.announces_related order by r.id for share of r`);
  return new Map((rows as Above[]).map((one) => [one.id, one]));
}

/** The same as `announceRelated` for all new records of a chunk: each is announced in the feeds of the records that it points to. */
export async function announceBelow(tx: Tx, { actor, definition, isNotified }: Telling, added: readonly Added[]) {
  const lookups = definition.fields.filter((field) => field.type === 'lookup' && !field.isRestricted);
  const pairs = added.flatMap((one) => {
    const ids = new Set(lookups.map(({ apiName }) => one.values[apiName]).filter((id) => typeof id === 'string'));
    return [...ids].sort().map((id) => ({ one, id }));
  });
  if (pairs.length === 0) return;
  const above = await findAbove(tx, [...new Set(pairs.map(({ id }) => id))]);
  const told = pairs.flatMap(({ one, id }) => {
    const record = above.get(id);
    const both = record && audienceOfBoth(record.audience, one.audience);
    return record && both ? [{ one, record, audience: both.audience }] : [];
  });
  const itemIds = await announceSaves(
    tx,
    actor.id,
    told.map(({ one, record, audience }) => ({
      changed: { subjectId: record.id, audience, ownerId: record.ownerId, version: record.version },
      happenings: [{ event: 'relatedCreated', relatedId: one.id, isAnnounced: true }],
      at: one.at,
    })),
  );
  const payloads = told.map(({ record, audience }, at) => ({
    recordId: record.id,
    objectId: record.objectId,
    audience,
    itemId: itemIds[at] ?? null,
    fieldIds: [],
    newOwnerId: null,
  }));
  await emitEach(tx, actor, 'record.changed', payloads, {
    isQuiet: !isNotified,
    subjectOf: ({ recordId }) => recordId,
  });
}
