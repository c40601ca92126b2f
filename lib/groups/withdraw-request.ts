import 'server-only';
import { and, eq } from 'drizzle-orm';
import { joinRequests } from '@/db/schema/groups';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { OfGroup } from './input';

/** Takes back one's own open request. One that has been decided meanwhile stays decided. */
export async function withdrawRequest(viewer: Viewer, { groupId }: OfGroup): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    const own = and(eq(joinRequests.groupId, group.id), eq(joinRequests.personId, viewer.id));
    const withdrawn = await tx
      .delete(joinRequests)
      .where(and(own, eq(joinRequests.status, 'pending')))
      .returning({ id: joinRequests.id });
    for (const { id: requestId } of withdrawn)
      await emit(tx, viewer, 'group.join_withdrawn', group.id, { groupId: group.id, personId: viewer.id, requestId });
    return { name: group.name };
  });
}
