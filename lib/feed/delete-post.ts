import 'server-only';
import { eq } from 'drizzle-orm';
import { feedItems } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';

/** Deletes a post with everything on it, for good. */
export async function deletePost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const post = await load(viewer, 'post.delete', id, tx);
    await tx.delete(feedItems).where(eq(feedItems.id, id));
    if (post.authorId !== viewer.id)
      await audit(tx, viewer, 'post.deleted', id, { authorId: post.authorId, placeId: post.placeId });
    await emit(tx, viewer, 'post.deleted', post.placeId, {
      postId: id,
      subjectId: post.placeId,
      audience: post.audience,
    });
  });
}
