import 'server-only';
import { eq } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { FollowsOwn } from './input';

/** Whether the viewer follows the records that they make from now on. */
export async function setFollowsOwn(viewer: Viewer, { followsOwn }: FollowsOwn): Promise<void> {
  await transaction(async (tx) => {
    await load(viewer, 'person.view', viewer.id, tx);
    await emit(tx, viewer, 'settings.changed', viewer.id, { personId: viewer.id });
    await tx.update(people).set({ followsOwn }).where(eq(people.id, viewer.id));
  });
}
