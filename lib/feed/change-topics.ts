import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { feedItems } from '@/db/schema/feed';
import { topicAssignments } from '@/db/schema/topics';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { withoutTopics } from '@/lib/body/references';
import { Forbidden, Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { ensureTopics } from '@/lib/topics/ensure-topics';
import { MAX_TOPIC_NAME, MAX_TOPICS_PER_POST, normaliseTopicName, topicKey } from '@/lib/topics/rules';
import type { TopicInput } from './input';
import { assignTopics, refreshEntries } from './references';

async function countTopics(tx: Tx, postId: string): Promise<number> {
  const { rows } = await tx.execute(
    sql`select count(*)::int as carried from topic_assignments where item_id = ${postId}`,
  );
  return (rows[0] as { carried: number }).carried;
}

/** Adds a topic to a post, one's own or another's, where there is room. Throws Invalid on `topic`. */
export async function addTopic(viewer: Viewer, input: TopicInput): Promise<void> {
  const name = normaliseTopicName(input.topic.replace(/^#/, ''));
  if (!name) throw new Invalid({ topic: `This cannot be a topic: use words of at most ${MAX_TOPIC_NAME} characters.` });
  await transaction(async (tx) => {
    const post = await load(viewer, 'post.assignTopics', input.id, tx);
    const [topic] = await ensureTopics(viewer, tx, [{ key: topicKey(name), name }]);
    if (!topic) throw new Forbidden();
    const [added] = await assignTopics(viewer, tx, post, [topic]);
    if (!added) return;
    if ((await countTopics(tx, post.id)) > MAX_TOPICS_PER_POST)
      throw new Invalid({ topic: `A post can carry ${MAX_TOPICS_PER_POST} topics. Remove one first.` });
    await refreshEntries(tx, post.id);
    await emit(tx, viewer, 'post.topics_changed', post.placeId, {
      postId: post.id,
      addedTopicIds: [topic.id],
      removedTopicIds: [],
    });
  });
}

/** Takes a topic off a post; a hashtag in its text stays as text. */
export async function removeTopic(viewer: Viewer, input: TopicInput): Promise<void> {
  await transaction(async (tx) => {
    const post = await load(viewer, 'post.assignTopics', input.id, tx);
    const removed = await tx
      .delete(topicAssignments)
      .where(
        and(
          eq(topicAssignments.itemId, post.id),
          sql`${topicAssignments.topicId} = (select id from topics where key = ${topicKey(input.topic)})`,
        ),
      )
      .returning({ id: topicAssignments.topicId });
    if (removed.length === 0) return;
    const tree = withoutTopics(post.tree, new Set([topicKey(input.topic)]));
    await tx.update(feedItems).set({ tree }).where(eq(feedItems.id, post.id));
    await refreshEntries(tx, post.id);
    await emit(tx, viewer, 'post.topics_changed', post.placeId, {
      postId: post.id,
      addedTopicIds: [],
      removedTopicIds: removed.map((row) => row.id),
    });
  });
}
