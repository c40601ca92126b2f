import 'server-only';
import { and, eq } from 'drizzle-orm';
import { bookmarks } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';

/** Keeps a post among one's bookmarks; nobody else sees that. */
export async function bookmarkPost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId } = await load(viewer, 'post.bookmark', id, tx);
    const added = await tx
      .insert(bookmarks)
      .values({ itemId: id, personId: viewer.id })
      .onConflictDoNothing()
      .returning({ id: bookmarks.itemId });
    if (added.length > 0) await emit(tx, viewer, 'post.bookmarked', placeId, { postId: id });
  });
}

/** Takes a post out of one's bookmarks. */
export async function unbookmarkPost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId } = await load(viewer, 'post.view', id, tx);
    const removed = await tx
      .delete(bookmarks)
      .where(and(eq(bookmarks.itemId, id), eq(bookmarks.personId, viewer.id)))
      .returning({ id: bookmarks.itemId });
    if (removed.length > 0) await emit(tx, viewer, 'post.unbookmarked', placeId, { postId: id });
  });
}
