import 'server-only';
import type { feedEntries } from '@/db/schema/feed';

export type Entry = typeof feedEntries.$inferInsert;

export type EntrySource = {
  itemId: string;
  subjectId: string;
  authorId: string;
  audience: string | null;
  /** Whose record it was posted on: they find it at Home without following. */
  ownerId?: string | null;
  activityAt: Date;
  /** People and groups mentioned who can see the item. */
  mentionedIds: readonly string[];
  topicIds: readonly string[];
};

/**
 * The rows of the feed index for one item: one for each subject it appears under, with the strongest reason
 * (parent, author, owner, mention, topic). No fan-out to followers.
 */
export function entriesFor(item: EntrySource): Entry[] {
  const reasons = new Map<string, Entry['reason']>();
  for (const id of item.topicIds) reasons.set(id, 'topic');
  for (const id of item.mentionedIds) reasons.set(id, 'mention');
  if (item.ownerId) reasons.set(item.ownerId, 'owner');
  reasons.set(item.authorId, 'author');
  reasons.set(item.subjectId, 'parent');
  const { itemId, audience, activityAt, authorId: actorId } = item;
  return [...reasons].map(([subjectId, reason]) => ({ subjectId, itemId, activityAt, audience, actorId, reason }));
}
