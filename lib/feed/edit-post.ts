import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { feedItems, revisions } from '@/db/schema/feed';
import { topicAssignments } from '@/db/schema/topics';
import { type Tx, transaction } from '@/db/writer';
import type { PostFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { parseBody } from '@/lib/body/parse';
import { topicsIn } from '@/lib/body/references';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { ensureTopics } from '@/lib/topics/ensure-topics';

import type { EditPostInput } from './input';
import { onlyTopics, type PreparedBody, prepareBody } from './prepare-body';
import { assignTopics, refreshEntries, replaceMentions } from './references';
import { checkTopicCount } from './write-post';

/** Topics that stood in the old text and no longer stand in the new one go; those added by hand stay. */
async function dropTopics(tx: Tx, post: PostFacts, body: PreparedBody): Promise<void> {
  const kept = new Set(body.topics.map((topic) => topic.key));
  const gone = topicsIn(parseBody(post.source))
    .filter((topic) => !kept.has(topic.key))
    .map((topic) => topic.key);
  if (gone.length === 0) return;
  const ids = sql`(select id from topics where key = any(${sql.param(gone)}::text[]))`;
  await tx
    .delete(topicAssignments)
    .where(and(eq(topicAssignments.itemId, post.id), inArray(topicAssignments.topicId, ids)));
}

/** Throws Conflict when the thing was edited since the form was opened. */
export function checkVersion(current: number, seen: number): void {
  if (current === seen) return;
  throw new Conflict(
    'This was edited while you were writing. Your text is still here: open the post to see what changed, then save again.',
  );
}

/**
 * Gives a post a new text and keeps the old one in its history. Throws Conflict when someone edited it since, and what
 * createPost throws.
 */
export async function editPost(viewer: Viewer, input: EditPostInput): Promise<{ postId: string }> {
  return transaction(async (tx) => {
    const post = await load(viewer, 'post.edit', input.id, tx);
    checkVersion(post.version, input.version);
    const { audience, id: postId, placeId } = post;
    const body = await prepareBody(viewer, tx, {
      text: input.body,
      audience,
      confirmed: input.confirm,
      earlier: post.tree,
    });
    checkTopicCount(body);
    if (body.source === post.source) return { postId };
    const editedAt = new Date();
    await tx.insert(revisions).values({
      id: newId(),
      itemId: postId,
      source: post.source,
      tree: post.tree,
      editedBy: viewer.id,
      editedAt,
    });
    const topics = await ensureTopics(viewer, tx, body.topics);
    const { source, tree, plain } = onlyTopics(body, topics);
    await tx
      .update(feedItems)
      .set({ source, tree, plain, editedAt, editedBy: viewer.id, version: post.version + 1 })
      .where(eq(feedItems.id, postId));
    const change = await replaceMentions(tx, { itemId: postId, commentId: null }, body);
    await dropTopics(tx, post, body);
    await assignTopics(viewer, tx, post, topics);
    await refreshEntries(tx, postId);
    if (post.authorId !== viewer.id) await audit(tx, viewer, 'post.edited', postId, { authorId: post.authorId });
    await emit(tx, viewer, 'post.edited', placeId, {
      postId,
      subjectId: placeId,
      audience,
      ...change,
      topicIds: topics.map((topic) => topic.id),
    });
    return { postId };
  });
}
