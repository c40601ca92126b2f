import 'server-only';
import { abilities } from '@/lib/access/abilities';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { admitPerson } from './admit-person';
import type { OfGroup } from './input';
import { onGroup } from './on-group';

/**
 * Joins a group that is open to all, or another with a permission that opens it, which is audited. Joining twice is
 * joining once.
 */
export async function joinGroup(viewer: Viewer, { groupId }: OfGroup): Promise<{ name: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.view', groupId, tx);
    if (group.role) return { name: group.name };
    if (!abilities.group.join(viewer, group)) throw new Forbidden();
    await admitPerson(tx, viewer, group.id, viewer.id);
    if (group.access !== 'public') await audit(tx, viewer, 'group.member_added', group.id, { personId: viewer.id });
    return { name: group.name };
  });
}
