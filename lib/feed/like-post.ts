import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { feedItems, itemLikes } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';

/** Likes a post; liking it again changes nothing. The locked row keeps the count exact. */
export async function likePost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const post = await load(viewer, 'post.like', id, tx);
    const added = await tx
      .insert(itemLikes)
      .values({ itemId: id, personId: viewer.id })
      .onConflictDoNothing()
      .returning({ id: itemLikes.itemId });
    if (added.length === 0) return;
    await tx
      .update(feedItems)
      .set({ likeCount: sql`${feedItems.likeCount} + 1` })
      .where(eq(feedItems.id, id));
    await emit(tx, viewer, 'post.liked', post.placeId, { postId: id, authorId: post.authorId });
  });
}

/** Takes one's like back. */
export async function unlikePost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const post = await load(viewer, 'post.view', id, tx);
    const removed = await tx
      .delete(itemLikes)
      .where(and(eq(itemLikes.itemId, id), eq(itemLikes.personId, viewer.id)))
      .returning({ id: itemLikes.itemId });
    if (removed.length === 0) return;
    await tx
      .update(feedItems)
      .set({ likeCount: sql`${feedItems.likeCount} - 1` })
      .where(eq(feedItems.id, id));
    await emit(tx, viewer, 'post.unliked', post.placeId, { postId: id, authorId: post.authorId });
  });
}
