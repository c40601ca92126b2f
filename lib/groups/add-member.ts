import 'server-only';
import type { GroupFacts, PersonFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { admitPerson } from './admit-person';
import type { OfMember } from './input';
import { onGroup } from './on-group';

function demandFitting(group: GroupFacts, person: PersonFacts): void {
  if (!person.isActive) throw new Invalid({ personId: `${person.name} has been deactivated and cannot be added.` });
  if (person.kind === 'guest' && !group.allowsGuests)
    throw new Invalid({ personId: `${person.name} is a guest, and this group does not allow guests.` });
}

/** Adds someone to a group without their asking, or answers what they asked. */
export async function addMember(viewer: Viewer, { groupId, personId }: OfMember): Promise<{ name: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.manageMembers', groupId, tx);
    const person = await load(viewer, 'person.view', personId, tx);
    demandFitting(group, person);
    const isNew = await admitPerson(tx, viewer, group.id, person.id);
    if (isNew) await audit(tx, viewer, 'group.member_added', group.id, { personId: person.id });
    return { name: person.name };
  });
}
