import 'server-only';
import { feedEntries, feedItems } from '@/db/schema/feed';
import { recordChanges } from '@/db/schema/tracking';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import type { StoredValue } from '@/lib/objects/view-models';

/** What happened in one save: to a field, or as an event of the whole (`created`, `ownerAssignment`, `relatedCreated` …). */
export type Happening =
  | { fieldId: string; old: StoredValue; new: StoredValue; event: string | null; isAnnounced: boolean }
  | { event: string; relatedId?: string; isAnnounced: boolean };

/** The subject that it happened to; `audience` is who may know of it. */
export type Changed = { subjectId: string; audience: string | null; ownerId: string | null; version: number };

/**
 * Where a change is found: in the feed of its subject, in the profile of whoever made it, and in the Home of the
 * owner. Those who follow that person are not told of each field they touch.
 */
export function changeEntries(
  { subjectId, audience, ownerId }: Changed,
  itemId: string,
  actorId: string,
  activityAt: Date,
) {
  const reasons = new Map<string, 'parent' | 'actor' | 'owner'>();
  if (ownerId) reasons.set(ownerId, 'owner');
  reasons.set(actorId, 'actor');
  reasons.set(subjectId, 'parent');
  return [...reasons].map(([id, reason]) => ({
    subjectId: id,
    itemId,
    activityAt,
    audience,
    actorId,
    reason,
    isChange: true,
  }));
}

async function insertItem(tx: Tx, actorId: string, changed: Changed, at: Date): Promise<string> {
  const id = newId(at);
  const { subjectId, audience } = changed;
  const body = { source: '', tree: [], plain: '' };
  const moments = { createdAt: at, activityAt: at };
  const item = { id, kind: 'change' as const, subjectId, audience, authorId: actorId, clientId: newId(), ...body };
  await tx.insert(feedItems).values({ ...item, ...moments });
  await tx.insert(feedEntries).values(changeEntries(changed, id, actorId, at));
  return id;
}

/**
 * Keeps what one save changed, and announces what is to be announced as one item. Returns the item's id, or null when
 * nothing was announced. The caller emits the event.
 */
export async function announce(
  tx: Tx,
  actorId: string,
  changed: Changed,
  happenings: readonly Happening[],
  at = new Date(),
): Promise<string | null> {
  if (happenings.length === 0) return null;
  const isTold = happenings.some((one) => one.isAnnounced);
  const itemId = isTold ? await insertItem(tx, actorId, changed, at) : null;
  const { subjectId, version } = changed;
  await tx.insert(recordChanges).values(
    happenings.map((one) => ({
      id: newId(at),
      subjectId,
      version,
      actorId,
      createdAt: at,
      itemId: one.isAnnounced ? itemId : null,
      event: one.event,
      ...('fieldId' in one
        ? { fieldId: one.fieldId, oldValue: one.old, newValue: one.new }
        : { relatedId: one.relatedId ?? null }),
    })),
  );
  return itemId;
}
