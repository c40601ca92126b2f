import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { emit } from '@/lib/events/outbox';
import type { Definition } from '@/lib/objects/definition';
import type { StoredValues } from '@/lib/objects/view-models';
import { announce } from '@/lib/tracking/announce';

type Added = { id: string; audience: string | null; values: StoredValues };

type Above = { id: string; objectId: string; audience: string | null; ownerId: string; version: number };

/** Who may know of it: whoever sees both. Where both are restricted no audience says so, and it is announced to nobody. */
export function audienceOfBoth(above: string | null, added: string | null): { audience: string | null } | null {
  if (above !== null && added !== null) return null;
  return { audience: above ?? added };
}

/** Announces a new record in the feeds of the records that it points to, where their object asks for it (spec 7). */
export async function announceRelated(
  tx: Tx,
  actor: { id: string },
  definition: Definition,
  added: Added,
  { isQuiet, at }: { isQuiet: boolean; at: Date },
): Promise<void> {
  const lookups = definition.fields.filter((field) => field.type === 'lookup' && !field.isRestricted);
  const targets = [
    ...new Set(lookups.map(({ apiName }) => added.values[apiName]).filter((id) => typeof id === 'string')),
  ];
  if (targets.length === 0) return;
  const { rows } =
    await tx.execute(sql`select r.id, r.object_id as "objectId", r.audience, r.owner_id as "ownerId", r.version
    from records r join objects o on o.id = r.object_id
    where r.id = any(${sql.param(targets)}::uuid[]) and r.deleted_at is null and o.is_tracked and o.announces_related order by r.id for share of r`);
  for (const above of rows as Above[]) {
    const both = audienceOfBoth(above.audience, added.audience);
    if (!both) continue;
    const changed = { subjectId: above.id, audience: both.audience, ownerId: above.ownerId, version: above.version };
    const itemId = await announce(
      tx,
      actor.id,
      changed,
      [{ event: 'relatedCreated', relatedId: added.id, isAnnounced: true }],
      at,
    );
    const told = {
      recordId: above.id,
      objectId: above.objectId,
      audience: both.audience,
      itemId,
      fieldIds: [],
      newOwnerId: null,
    };
    await emit(tx, actor, 'record.changed', above.id, told, { isQuiet });
  }
}
