import 'server-only';
import { joinRequests } from '@/db/schema/groups';
import { transaction } from '@/db/writer';
import { abilities } from '@/lib/access/abilities';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { demandRoom } from './admit-person';
import type { OfGroup } from './input';

/** Asks the owner and managers of a private group to be let in. Asking twice is asking once. */
export async function askToJoin(viewer: Viewer, { groupId }: OfGroup): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    if (group.hasAsked || group.role) return { name: group.name };
    if (!abilities.group.ask(viewer, group)) throw new Forbidden();
    await demandRoom(tx, viewer, viewer.id, group.id);
    const requestId = newId();
    await tx.insert(joinRequests).values({ id: requestId, groupId: group.id, personId: viewer.id });
    await emit(tx, viewer, 'group.join_requested', group.id, { groupId: group.id, personId: viewer.id, requestId });
    return { name: group.name };
  });
}
