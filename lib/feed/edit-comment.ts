import 'server-only';
import { eq } from 'drizzle-orm';
import { comments, revisions } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { topicsOfComment } from './comment-topics';
import { checkVersion } from './edit-post';
import type { EditPostInput } from './input';
import { prepareBody } from './prepare-body';
import { refreshEntries, replaceMentions } from './references';

/** Gives a comment a new text and keeps the old one in the post's history. Throws what editPost throws. */
export async function editComment(
  viewer: Viewer,
  input: EditPostInput,
): Promise<{ postId: string; commentId: string }> {
  return transaction(async (tx) => {
    const comment = await load(viewer, 'comment.edit', input.id, tx);
    checkVersion(comment.version, input.version);
    const { id: commentId, itemId: postId, audience } = comment;
    const prepared = await prepareBody(viewer, tx, {
      text: input.body,
      audience,
      confirmed: input.confirm,
      earlier: comment.tree,
    });
    if (prepared.source === comment.source) return { postId, commentId };
    const { body, topicIds } = await topicsOfComment(tx, viewer, { id: postId, audience }, prepared);
    const editedAt = new Date();
    await tx.insert(revisions).values({
      id: newId(),
      itemId: postId,
      commentId,
      source: comment.source,
      tree: comment.tree,
      editedBy: viewer.id,
      editedAt,
    });
    const { source, tree, plain } = body;
    await tx
      .update(comments)
      .set({ source, tree, plain, editedAt, editedBy: viewer.id, version: comment.version + 1 })
      .where(eq(comments.id, commentId));
    const change = await replaceMentions(tx, { itemId: postId, commentId }, body);
    await refreshEntries(tx, postId);
    if (comment.authorId !== viewer.id)
      await audit(tx, viewer, 'comment.edited', commentId, { authorId: comment.authorId });
    if (topicIds.length > 0)
      await emit(tx, viewer, 'post.topics_changed', comment.placeId, {
        postId,
        addedTopicIds: topicIds,
        removedTopicIds: [],
      });
    await emit(tx, viewer, 'comment.edited', comment.placeId, { commentId, postId, audience, ...change });
    return { postId, commentId };
  });
}
