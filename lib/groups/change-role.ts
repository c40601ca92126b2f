import 'server-only';
import { and, eq } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { ChangeRole } from './input';
import { onGroup } from './on-group';

/** Makes a member a manager or a manager a member. Ownership is transferred, never given by this. */
export async function changeRole(viewer: Viewer, { groupId, personId, role }: ChangeRole): Promise<{ name: string }> {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.manageMembers', groupId, tx);
    const person = await load(viewer, 'person.view', personId, tx);
    if (person.kind === 'guest' && role === 'manager') throw new Invalid({ role: 'A guest cannot manage a group.' });
    const from = role === 'manager' ? 'member' : 'manager';
    const changed = await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.groupId, group.id), eq(memberships.personId, person.id), eq(memberships.role, from)))
      .returning({ personId: memberships.personId });
    if (changed.length === 0) throw new Conflict(`The role of ${person.name} has changed meanwhile.`);
    await emit(tx, viewer, 'group.role_changed', group.id, { groupId: group.id, personId: person.id, from, to: role });
    await audit(tx, viewer, 'group.role_changed', group.id, { personId: person.id, from, to: role });
    return { name: person.name };
  });
}
