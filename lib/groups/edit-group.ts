import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import type { GroupFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { guestProblem, onUniqueName } from './group-checks';
import type { EditGroup } from './input';
import { moveAudience } from './move-audience';
import { onGroup } from './on-group';
import { accessChoices, groupNameKey } from './rules';

function demandAllowed(group: GroupFacts, input: EditGroup): void {
  if (group.version !== input.version)
    throw new Conflict(
      'Someone else changed this group while you were editing it. What you typed is still here: compare it with the group, then save again.',
    );
  if (group.allowsGuests && !input.allowsGuests)
    throw new Invalid({ allowsGuests: 'A group that has allowed guests goes on allowing them.' });
  if (input.access !== group.access && !accessChoices(group.access, group.allowsGuests).includes(input.access))
    throw new Invalid({ access: 'This group cannot change to this kind of access.' });
  guestProblem(input.access, input.allowsGuests);
  if (group.access !== 'public' && input.access === 'public' && !input.confirmAccess)
    throw new Invalid({ confirmAccess: 'Tick this to show everything posted here so far to everyone.' });
}

async function save(tx: Tx, group: GroupFacts, input: EditGroup): Promise<void> {
  const { name, description, informationTitle, information, access, isBroadcast, allowsGuests } = input;
  await tx.update(subjects).set({ name }).where(eq(subjects.id, group.id));
  const changed = await tx
    .update(groups)
    .set({
      nameKey: groupNameKey(name),
      description,
      informationTitle,
      information,
      access,
      isBroadcast,
      allowsGuests,
      version: sql`${groups.version} + 1`,
    })
    .where(and(eq(groups.id, group.id), eq(groups.version, input.version)))
    .returning({ id: groups.id });
  if (changed.length === 0) throw new Conflict();
}

/** Changes what a group says of itself and who sees it. A new kind of access moves everything posted so far with it. */
export async function editGroup(viewer: Viewer, input: EditGroup): Promise<{ slug: string }> {
  return onUniqueName(() =>
    onGroup(viewer, input.groupId, async (tx, eyes) => {
      const group = await load(eyes, 'group.edit', input.groupId, tx);
      demandAllowed(group, input);
      await save(tx, group, input);
      if (input.access !== group.access) await moveAudience(tx, viewer, group, input.access);
      const fields = ['name', 'description', 'informationTitle', 'information', 'isBroadcast', 'allowsGuests'];
      await emit(tx, viewer, 'group.edited', group.id, { groupId: group.id, fields });
      await audit(tx, viewer, 'group.edited', group.id, { fields });
      return { slug: group.slug };
    }),
  );
}
