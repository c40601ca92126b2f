import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { ensureTopics } from '@/lib/topics/ensure-topics';
import { MAX_TOPICS_PER_POST } from '@/lib/topics/rules';
import { onlyTopics, type PreparedBody } from './prepare-body';
import { assignTopics, lockItem } from './references';

/**
 * Hashtags of a comment become topics of its post while there is room; the rest stay text. Returns the body with links
 * to those alone that the post carries, and which topics are new to it.
 */
export async function topicsOfComment(
  tx: Tx,
  viewer: Viewer,
  post: { id: string; audience: string | null },
  body: PreparedBody,
): Promise<{ body: PreparedBody; topicIds: string[] }> {
  if (body.topics.length === 0) return { body, topicIds: [] };
  await lockItem(tx, post.id);
  const { rows } = await tx.execute(
    sql`select t.key from topic_assignments a join topics t on t.id = a.topic_id where a.item_id = ${post.id}`,
  );
  const carried = rows as { key: string }[];
  const wanted = body.topics.filter(({ key }) => carried.every((topic) => topic.key !== key));
  const room = Math.max(0, MAX_TOPICS_PER_POST - carried.length);
  const added = await ensureTopics(viewer, tx, wanted.slice(0, room));
  await assignTopics(viewer, tx, post, added);
  return { body: onlyTopics(body, [...carried, ...added]), topicIds: added.map((topic) => topic.id) };
}
