import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { memberships } from '@/db/schema/groups';
import type { Tx } from '@/db/writer';
import type { GroupFacts, PersonFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { announceSubject } from '@/lib/tracking/announce-subject';
import type { TransferOwnership } from './input';
import { onGroup } from './on-group';

type Role = NonNullable<GroupFacts['role']>;

/** Changes the role of whoever has `from`, one person or the owner, and tells it. Returns who that was. */
async function passRole(
  tx: Tx,
  viewer: Viewer,
  groupId: string,
  from: Role,
  to: Role,
  whose: typeof eq | typeof ne,
  id: string,
) {
  const [changed] = await tx
    .update(memberships)
    .set({ role: to })
    .where(and(eq(memberships.groupId, groupId), eq(memberships.role, from), whose(memberships.personId, id)))
    .returning({ personId: memberships.personId });
  if (!changed) return null;
  await emit(tx, viewer, 'group.role_changed', groupId, { groupId, personId: changed.personId, from, to });
  return changed.personId;
}

function demandFitting(person: PersonFacts): void {
  if (person.kind === 'guest') throw new Invalid({ personId: 'A guest cannot own a group.' });
  if (!person.isActive) throw new Invalid({ personId: `${person.name} has been deactivated.` });
}

/** Gives a group to another member. Whoever owned it stays as a manager; there is always exactly one owner. */
export async function transferOwnership(viewer: Viewer, { groupId, personId }: TransferOwnership) {
  return onGroup(viewer, groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.transfer', groupId, tx);
    const person = await load(viewer, 'person.view', personId, tx);
    demandFitting(person);
    const former = await passRole(tx, viewer, group.id, 'owner', 'manager', ne, person.id);
    if (former) {
      const promoted =
        (await passRole(tx, viewer, group.id, 'manager', 'owner', eq, person.id)) ??
        (await passRole(tx, viewer, group.id, 'member', 'owner', eq, person.id));
      if (!promoted) throw new Invalid({ personId: `${person.name} is not in this group. Add them first.` });
      const { id: subjectId, audience, version } = group;
      const values = { before: { owner: former }, after: { owner: person.id } };
      await announceSubject(tx, viewer, 'group', { subjectId, audience, version }, values);
      await audit(tx, viewer, 'group.transferred', group.id, { from: former, to: person.id });
    }
    return { name: person.name, slug: group.slug };
  });
}
