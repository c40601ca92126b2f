import 'server-only';
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { mentions } from '@/db/schema/feed';
import { topicAssignments } from '@/db/schema/topics';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import type { UsedTopic } from '@/lib/topics/ensure-topics';
import type { Mentioned } from './prepare-body';

/** An item, or one comment of it. */
export type Writing = { itemId: string; commentId: string | null };

/** Which subjects a text mentions more and fewer than before. */
export type MentionChange = { addedMentionIds: string[]; removedMentionIds: string[] };

/** Makes the mentions of a text those of its new version. */
export async function replaceMentions(
  tx: Tx,
  writing: Writing,
  mentioned: readonly Mentioned[],
): Promise<MentionChange> {
  const { itemId, commentId } = writing;
  const ids = mentioned.map((m) => m.id);
  const ofThis = and(
    eq(mentions.itemId, itemId),
    commentId ? eq(mentions.commentId, commentId) : isNull(mentions.commentId),
  );
  const removed = await tx
    .delete(mentions)
    .where(and(ofThis, notInArray(mentions.subjectId, ids)))
    .returning({ id: mentions.subjectId });
  const rows = mentioned.map((m) => ({
    id: newId(),
    itemId,
    commentId,
    subjectId: m.id,
    isAccessible: m.isAccessible,
  }));
  const added =
    rows.length === 0
      ? []
      : await tx.insert(mentions).values(rows).onConflictDoNothing().returning({ id: mentions.subjectId });
  return { addedMentionIds: added.map((row) => row.id), removedMentionIds: removed.map((row) => row.id) };
}

/** Holds an item against whoever else changes what its texts mention and carry. */
export async function lockItem(tx: Tx, itemId: string): Promise<void> {
  await tx.execute(sql`select 1 from feed_items where id = ${itemId} for no key update`);
}

/** Assigns topics that the item does not carry yet; returns those. */
export async function assignTopics(
  viewer: Viewer,
  tx: Tx,
  item: { id: string; audience: string | null },
  topics: readonly UsedTopic[],
): Promise<UsedTopic[]> {
  if (topics.length === 0) return [];
  const rows = topics.map(({ id, name }) => ({
    itemId: item.id,
    topicId: id,
    spelling: name,
    audience: item.audience,
    assignedBy: viewer.id,
    assignedAt: new Date(),
  }));
  const added = await tx
    .insert(topicAssignments)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: topicAssignments.topicId });
  const ids = new Set(added.map((row) => row.id));
  return topics.filter((topic) => ids.has(topic.id));
}

/**
 * Brings an item's mention and topic entries in line with its mentions and topics. Entries as parent and author never
 * change, and someone mentioned who could not see the item has none. The item is locked, so that of two who edit its
 * comments at once the second counts what the first wrote.
 */
export async function refreshEntries(tx: Tx, itemId: string): Promise<void> {
  await lockItem(tx, itemId);
  await tx.execute(sql`delete from feed_entries e where e.item_id = ${itemId} and e.reason in ('mention', 'topic')
    and not exists (select 1 from mentions m where m.item_id = e.item_id and m.subject_id = e.subject_id and m.is_accessible)
    and not exists (select 1 from topic_assignments a where a.item_id = e.item_id and a.topic_id = e.subject_id)`);
  await tx.execute(sql`insert into feed_entries (subject_id, item_id, activity_at, audience, actor_id, reason)
    select due.subject_id, i.id, i.activity_at, i.audience, i.author_id, due.reason
    from feed_items i cross join lateral (
      select distinct subject_id, 'mention' as reason from mentions where item_id = i.id and is_accessible
      union all select topic_id, 'topic' from topic_assignments where item_id = i.id) due
    where i.id = ${itemId} on conflict do nothing`);
}
