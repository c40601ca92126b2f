import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { commentLikes, comments } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';

/** Likes a comment; liking it again changes nothing. */
export async function likeComment(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId, itemId: postId, authorId } = await load(viewer, 'comment.like', id, tx);
    const added = await tx
      .insert(commentLikes)
      .values({ commentId: id, personId: viewer.id })
      .onConflictDoNothing()
      .returning({ id: commentLikes.commentId });
    if (added.length === 0) return;
    await tx
      .update(comments)
      .set({ likeCount: sql`${comments.likeCount} + 1` })
      .where(eq(comments.id, id));
    await emit(tx, viewer, 'comment.liked', placeId, { commentId: id, postId, authorId });
  });
}

/** Takes one's like back. */
export async function unlikeComment(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId, itemId: postId, authorId } = await load(viewer, 'comment.view', id, tx);
    const removed = await tx
      .delete(commentLikes)
      .where(and(eq(commentLikes.commentId, id), eq(commentLikes.personId, viewer.id)))
      .returning({ id: commentLikes.commentId });
    if (removed.length === 0) return;
    await tx
      .update(comments)
      .set({ likeCount: sql`${comments.likeCount} - 1` })
      .where(eq(comments.id, id));
    await emit(tx, viewer, 'comment.unliked', placeId, { commentId: id, postId, authorId });
  });
}
