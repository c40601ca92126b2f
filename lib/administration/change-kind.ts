import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { joinRequests } from '@/db/schema/groups';
import { people, personPermissions } from '@/db/schema/people';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { endMembership } from '@/lib/groups/leave-group';
import { placeInHierarchy } from '@/lib/people/place-in-hierarchy';
import { holdAdmins } from './hold-admins';
import type { ChangeKind } from './input';

type Membership = { id: string; audience: string | null; role: 'owner' | 'manager' | 'member' };

/** The groups that do not take guests. Read past the viewer's scope, and never shown: an admin need not know of them. */
async function groupsWithoutGuests(tx: Tx, personId: string): Promise<Membership[]> {
  const { rows } =
    await tx.execute(sql`select g.id, case when g.access = 'public' then null else g.id end as audience, m.role
    from memberships m join groups g on g.id = m.group_id where m.person_id = ${personId} and not g.allows_guests`);
  return rows as Membership[];
}

async function ownsGroup(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from memberships where person_id = ${personId} and role = 'owner' limit 1`,
  );
  return rows.length > 0;
}

/** What they asked as a colleague cannot be granted to a guest. */
async function withdrawRequests(tx: Tx, viewer: Viewer, personId: string): Promise<void> {
  const withdrawn = await tx
    .delete(joinRequests)
    .where(and(eq(joinRequests.personId, personId), eq(joinRequests.status, 'pending')))
    .returning({ requestId: joinRequests.id, groupId: joinRequests.groupId });
  for (const { requestId, groupId } of withdrawn)
    await emit(tx, viewer, 'group.join_withdrawn', groupId, { groupId, personId, requestId });
}

/** The hierarchy is of colleagues: a guest is taken out of it, and who reported to them reports to nobody until told. */
async function leaveHierarchy(tx: Tx, id: string): Promise<void> {
  const { rows } = await tx.execute(sql`select id from people where manager_id = ${id} order by id`);
  await placeInHierarchy(tx, id, null);
  for (const report of rows as { id: string }[]) await placeInHierarchy(tx, report.id, null);
}

/** A guest holds no permission, owns no group, asks to join none, and is only in groups that take guests. */
async function becomeGuest(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  if (id === viewer.id) throw new Invalid({ '': 'You cannot make yourself a guest.' });
  if (await ownsGroup(tx, id))
    throw new Invalid({ '': 'This person owns a group. It has to be given to someone else first.' });
  await tx.delete(personPermissions).where(eq(personPermissions.personId, id));
  for (const group of await groupsWithoutGuests(tx, id)) await endMembership(tx, viewer, group, id);
  await withdrawRequests(tx, viewer, id);
  await leaveHierarchy(tx, id);
}

async function becomeColleague(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  await tx.execute(sql`insert into person_permissions (person_id, permission, granted_by)
    select ${id}, name, ${viewer.id} from permissions where is_default on conflict do nothing`);
}

/** Makes a colleague a guest, or a guest a colleague. */
export async function changeKind(viewer: Viewer, { id, kind }: ChangeKind): Promise<{ name: string; handle: string }> {
  return transaction(async (tx) => {
    const person = await load(viewer, 'person.administer', id, tx);
    await holdAdmins(tx, viewer);
    if (person.kind === kind) return person;
    if (kind === 'guest') await becomeGuest(tx, viewer, id);
    else await becomeColleague(tx, viewer, id);
    await tx.update(people).set({ kind }).where(eq(people.id, id));
    await emit(tx, viewer, 'person.kind_changed', id, { personId: id, kind });
    await audit(tx, viewer, 'person.kind_changed', id, { kind });
    return person;
  });
}
