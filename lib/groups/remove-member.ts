import 'server-only';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import type { OfMember } from './input';
import { endMembership } from './leave-group';
import { onGroup } from './on-group';

/** Removes someone from a group. The owner cannot be removed. */
export async function removeMember(viewer: Viewer, { groupId, personId }: OfMember): Promise<{ name: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.manageMembers', groupId, tx);
    const person = await load(viewer, 'person.view', personId, tx);
    const wasMember = await endMembership(tx, viewer, group, person.id);
    if (!wasMember) throw new Conflict(`${person.name} owns this group or is no longer in it.`);
    await audit(tx, viewer, 'group.member_removed', group.id, { personId: person.id });
    return { name: person.name };
  });
}
