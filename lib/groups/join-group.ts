import 'server-only';
import { abilities } from '@/lib/access/abilities';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { admitPerson } from './admit-person';
import type { OfGroup } from './input';
import { onGroup } from './on-group';

/** Joins a group that is open to all. Joining twice is joining once. */
export async function joinGroup(viewer: Viewer, { groupId }: OfGroup): Promise<{ name: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.view', groupId, tx);
    if (group.role) return { name: group.name };
    if (!abilities.group.join(viewer, group)) throw new Forbidden();
    await admitPerson(tx, viewer, group.id, viewer.id);
    return { name: group.name };
  });
}
