import 'server-only';
import { and, eq } from 'drizzle-orm';
import { photos } from '@/db/schema/photos';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import type { UploadInput } from './input';
import { makePicture } from './make-picture';
import { loadOwner, showPhoto } from './owner';

/**
 * Makes an uploaded file the photo or banner of a person or a group, under a new id; the one before is gone. The bytes
 * live in Postgres: small, in one transaction with the row that shows them, and there on every kind of deployment.
 * Throws PhotoRefused, and NotFound or Forbidden before any decoding.
 */
export async function setPhoto(
  viewer: Viewer,
  input: UploadInput & { file: Uint8Array },
): Promise<{ photoId: string }> {
  const { subjectId, kind, file, crop } = input;
  await transaction((tx) => loadOwner(viewer, subjectId, kind, tx));
  const picture = await makePicture(file, kind, crop);
  const photoId = newId();
  await transaction(async (tx) => {
    const owner = await loadOwner(viewer, subjectId, kind, tx);
    await tx.delete(photos).where(and(eq(photos.subjectId, subjectId), eq(photos.kind, kind)));
    await tx.insert(photos).values({ id: photoId, subjectId, kind, ...picture, createdBy: viewer.id });
    await showPhoto(viewer, owner, { kind, photoId }, tx);
  });
  return { photoId };
}
