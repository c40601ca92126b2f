import 'server-only';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import type { CreatePostInput } from './input';
import { loadPlace } from './place';
import { writePost } from './write-post';

/**
 * Posts a text to a group or a profile and returns the post's id. A second send with the same clientId is the same
 * post. Throws Invalid on `body` and `confirm` (see prepareBody), NotFound and Forbidden for the place.
 */
export async function createPost(viewer: Viewer, input: CreatePostInput): Promise<{ postId: string }> {
  return transaction(async (tx) => {
    const place = await loadPlace(viewer, input.subjectId, tx);
    const { postId } = await writePost(viewer, tx, place, input);
    return { postId };
  });
}
