import 'server-only';
import { and, eq } from 'drizzle-orm';
import { photos } from '@/db/schema/photos';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import type { RemovePhotoInput } from './input';
import { loadOwner, showPhoto } from './owner';

/** Takes a photo or banner away; initials stand in its place. */
export async function removePhoto(viewer: Viewer, { subjectId, kind }: RemovePhotoInput): Promise<void> {
  await transaction(async (tx) => {
    const owner = await loadOwner(viewer, subjectId, kind, tx);
    const removed = await tx
      .delete(photos)
      .where(and(eq(photos.subjectId, subjectId), eq(photos.kind, kind)))
      .returning({ id: photos.id });
    if (removed.length > 0) await showPhoto(viewer, owner, { kind, photoId: null }, tx);
  });
}
