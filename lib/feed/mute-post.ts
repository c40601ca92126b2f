import 'server-only';
import { and, eq } from 'drizzle-orm';
import { mutes } from '@/db/schema/feed';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { OneId } from './input';

/** Takes a post out of one's Home until one is mentioned on it again; nobody else sees that. */
export async function mutePost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId } = await load(viewer, 'post.mute', id, tx);
    const added = await tx
      .insert(mutes)
      .values({ itemId: id, personId: viewer.id })
      .onConflictDoNothing()
      .returning({ id: mutes.itemId });
    if (added.length > 0) await emit(tx, viewer, 'post.muted', placeId, { postId: id });
  });
}

/** Lets a muted post back into one's Home. */
export async function unmutePost(viewer: Viewer, { id }: OneId): Promise<void> {
  await transaction(async (tx) => {
    const { placeId } = await load(viewer, 'post.view', id, tx);
    const removed = await tx
      .delete(mutes)
      .where(and(eq(mutes.itemId, id), eq(mutes.personId, viewer.id)))
      .returning({ id: mutes.itemId });
    if (removed.length > 0) await emit(tx, viewer, 'post.unmuted', placeId, { postId: id });
  });
}
