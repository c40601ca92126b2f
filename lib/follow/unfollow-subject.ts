import 'server-only';
import { and, eq } from 'drizzle-orm';
import { follows } from '@/db/schema/subjects';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { UnfollowInput } from './input';

/**
 * Stops following. It needs only one's own row, so it also works for what one may no longer see, and answers the same
 * whether or not there was anything to stop.
 */
export async function unfollowSubject(viewer: Viewer, { subjectId }: UnfollowInput): Promise<void> {
  await transaction(async (tx) => {
    const removed = await tx
      .delete(follows)
      .where(and(eq(follows.personId, viewer.id), eq(follows.subjectId, subjectId)))
      .returning({ subjectId: follows.subjectId });
    if (removed.length > 0) await emit(tx, viewer, 'subject.unfollowed', subjectId, { subjectId });
  });
}
