import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { comments, feedItems } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';
import { refreshEntries } from './references';

/** Deletes a comment for good. Replies to it are other people's words and stay, as comments of the post. */
export async function deleteComment(viewer: Viewer, { id }: OneId): Promise<{ postId: string }> {
  return transaction(async (tx) => {
    const { itemId: postId, authorId, placeId, audience } = await load(viewer, 'comment.delete', id, tx);
    await tx.update(comments).set({ parentId: null }).where(eq(comments.parentId, id));
    await tx.delete(comments).where(eq(comments.id, id));
    await tx
      .update(feedItems)
      .set({ commentCount: sql`${feedItems.commentCount} - 1` })
      .where(eq(feedItems.id, postId));
    await refreshEntries(tx, postId);
    if (authorId !== viewer.id) await audit(tx, viewer, 'comment.deleted', id, { authorId, postId });
    await emit(tx, viewer, 'comment.deleted', placeId, { commentId: id, postId, audience });
    return { postId };
  });
}
