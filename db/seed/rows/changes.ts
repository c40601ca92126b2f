import type { feedEntries, feedItems } from '@/db/schema/feed';
import type { recordChanges } from '@/db/schema/tracking';
import type { Definition } from '@/lib/objects/definition';
import type { StoredValues } from '@/lib/objects/view-models';
import { eventOf } from '@/lib/records/write-record';
import { type Changed, changeEntries, type Happening } from '@/lib/tracking/announce';
import { differences, isAnnounced } from '@/lib/tracking/track-rules';
import { stableId } from '../stable-id';

export type History = {
  feedItems: (typeof feedItems.$inferInsert)[];
  feedEntries: (typeof feedEntries.$inferInsert)[];
  recordChanges: (typeof recordChanges.$inferInsert)[];
};

/** One save: who made it when, and the values that it left, by API name, with ids in them. */
export type Save = { at: Date; actorId: string; values: StoredValues };

/** The item that announces the save which made this version of a record. */
export const changeItemId = (recordId: string, version: number, at: Date) =>
  stableId(at, `change ${recordId} ${version}`);

/** What `announce` leaves of one save. */
function announcement(
  changed: Changed,
  happenings: readonly Happening[],
  { at, actorId, itemId }: { at: Date; actorId: string; itemId: string },
): History {
  const { subjectId, audience, version } = changed;
  const isTold = happenings.some((one) => one.isAnnounced);
  const body = { source: '', tree: [], plain: '' };
  const clientId = stableId(at, `sent ${itemId}`);
  const moments = { createdAt: at, activityAt: at };
  const item = { id: itemId, kind: 'change' as const, subjectId, audience, authorId: actorId, clientId };
  return {
    feedItems: isTold ? [{ ...item, ...body, ...moments }] : [],
    feedEntries: isTold ? changeEntries(changed, itemId, actorId, at) : [],
    recordChanges: happenings.map((one, index) => ({
      id: stableId(new Date(at.getTime() + index), `changed ${itemId} ${index}`),
      subjectId,
      version,
      actorId,
      createdAt: at,
      itemId: one.isAnnounced ? itemId : null,
      event: one.event,
      ...('fieldId' in one
        ? { fieldId: one.fieldId, oldValue: one.old, newValue: one.new, relatedId: null }
        : { fieldId: null, oldValue: null, newValue: null, relatedId: one.relatedId ?? null }),
    })),
  };
}

const merged = (parts: readonly History[]): History => ({
  feedItems: parts.flatMap((part) => part.feedItems),
  feedEntries: parts.flatMap((part) => part.feedEntries),
  recordChanges: parts.flatMap((part) => part.recordChanges),
});

type Subject = { id: string; audience: string | null; owner: string; deletedAt?: Date | undefined };

/** A record's creation, every save after it that made a difference, and its end, as the domain functions leave them. */
export function historyRows(subject: Subject, definition: Definition, saves: readonly Save[]): History {
  const parts: History[] = [];
  let before: StoredValues | null = null;
  for (const { at, actorId, values } of saves) {
    const version = parts.length + 1;
    const ownerId = String(values[subject.owner]);
    const changed = { subjectId: subject.id, audience: subject.audience, ownerId, version };
    const happenings = before
      ? differences(definition.fields, before, values).map((change) => ({
          fieldId: change.field.id,
          old: change.old,
          new: change.new,
          event: eventOf(definition, change),
          isAnnounced: isAnnounced(definition, change),
        }))
      : [{ event: 'created', isAnnounced: definition.isTracked }];
    parts.push(announcement(changed, happenings, { at, actorId, itemId: changeItemId(subject.id, version, at) }));
    before = values;
  }
  return merged(parts);
}

/** The item that announces a record in the feed of one above it. */
export const relatedItemId = (aboveId: string, addedId: string, at: Date) =>
  stableId(at, `related ${aboveId} ${addedId}`);

type Related = { id: string; audience: string | null; at: Date; actorId: string };
type Above = { id: string; audience: string | null; ownerId: string };

/** The announcement of a new record in the feed of one that it points to; none where both are restricted. */
export function relatedRows(above: Above, added: Related): History {
  if (above.audience !== null && added.audience !== null) return merged([]);
  const audience = above.audience ?? added.audience;
  const changed = { subjectId: above.id, audience, ownerId: above.ownerId, version: 1 };
  const itemId = relatedItemId(above.id, added.id, added.at);
  return announcement(changed, [{ event: 'relatedCreated', relatedId: added.id, isAnnounced: true }], {
    ...added,
    itemId,
  });
}

/** The row that tells of a deletion, which is announced to nobody. */
export function deletionRow(subjectId: string, version: number, actorId: string, at: Date): History['recordChanges'] {
  const blank = { fieldId: null, oldValue: null, newValue: null, relatedId: null, itemId: null };
  const id = stableId(at, `deleted ${subjectId}`);
  return [{ id, subjectId, version, actorId, createdAt: at, event: 'deleted', ...blank }];
}
