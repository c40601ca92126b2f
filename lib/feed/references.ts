import 'server-only';
import { sql } from 'drizzle-orm';
import { mentions } from '@/db/schema/feed';
import { topicAssignments } from '@/db/schema/topics';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import type { UsedTopic } from '@/lib/topics/ensure-topics';
import type { PreparedBody } from './prepare-body';

/** An item, or one comment of it. */
export type Writing = { itemId: string; commentId: string | null };

/** Which subjects a text mentions more and fewer than before. */
export type MentionChange = { addedMentionIds: string[]; removedMentionIds: string[] };

type References = Pick<PreparedBody, 'mentioned' | 'recordIds'>;

/** Keeps whom and what a text names. Returns those that it did not name before. */
export async function insertMentions(
  tx: Tx,
  { itemId, commentId }: Writing,
  { mentioned, recordIds }: References,
): Promise<string[]> {
  const named = [...mentioned, ...recordIds.map((id) => ({ id, isAccessible: true }))];
  if (named.length === 0) return [];
  const rows = named.map(({ id, isAccessible }) => ({ id: newId(), itemId, commentId, subjectId: id, isAccessible }));
  const added = await tx.insert(mentions).values(rows).onConflictDoNothing().returning({ id: mentions.subjectId });
  return added.map((row) => row.id);
}

/** Makes what a text names that of its new version. Of records nobody is told, so they are no part of the change. */
export async function replaceMentions(tx: Tx, writing: Writing, references: References): Promise<MentionChange> {
  const { itemId, commentId } = writing;
  const { mentioned, recordIds } = references;
  const ids = [...mentioned.map((m) => m.id), ...recordIds];
  const { rows } = await tx.execute(sql`delete from mentions m using subjects s where s.id = m.subject_id
    and m.item_id = ${itemId} and m.comment_id is not distinct from ${commentId}::uuid
    and m.subject_id <> all(${sql.param(ids)}::uuid[]) returning m.subject_id as id, s.kind`);
  const removed = rows as { id: string; kind: string }[];
  const added = await insertMentions(tx, writing, references);
  return {
    addedMentionIds: added.filter((id) => !recordIds.includes(id)),
    removedMentionIds: removed.filter(({ kind }) => kind !== 'record').map(({ id }) => id),
  };
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
 * change; someone mentioned who could not see the item has none, and neither has a record that is linked to. The item is locked, so that of two who edit its
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
      select distinct m.subject_id, 'mention' as reason from mentions m join subjects s on s.id = m.subject_id and s.kind <> 'record'
      where m.item_id = i.id and m.is_accessible
      union all select topic_id, 'topic' from topic_assignments where item_id = i.id) due
    where i.id = ${itemId} on conflict do nothing`);
}
