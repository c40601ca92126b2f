import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { PersonLine } from '@/lib/feed/view-models';
import { invitationUrl } from '@/lib/invitation-link';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { personLine } from '@/lib/people/line-queries';
import { named } from './list-queries';
import { CANDIDATES_SHOWN, HEIRS_SHOWN, LIST_SIZE, REQUESTS_SHOWN, searchText } from './rules';
import type { GroupView, InvitationView, JoinRequestView, MemberList, MemberView } from './view-models';

type MemberRow = { person: PersonLine; role: MemberView['role']; joinedAt: string; name: string; id: string };

function answer(group: GroupView, row: MemberRow): MemberView {
  const { person, role } = row;
  const mayManage = group.can.manageMembers && role !== 'owner';
  const can = {
    remove: mayManage,
    promote: mayManage && role === 'member' && person.kind === 'internal',
    demote: mayManage && role === 'manager',
  };
  return { person, role, joinedAt: new Date(row.joinedAt).toISOString(), can };
}

const memberColumns = sql`${personLine('p')} as person, m.role, m.joined_at as "joinedAt", p.name, p.id`;

/** Who is in a group that is open to the viewer, by name. Of other groups there is nobody to list. */
export async function listMembers(
  viewer: Viewer,
  group: GroupView,
  query: { q?: string | undefined; before?: string | undefined },
): Promise<MemberList> {
  const s = scope(viewer);
  const rows = await s.rows<MemberRow>(sql`
    select ${memberColumns} from ${s.openGroups} g join ${s.memberships} m on m.group_id = g.id join ${s.people} p on p.id = m.person_id
    where g.id = ${group.id} and (p.is_active or m.role = 'owner') and ${named(sql`p.name`, query.q)}
      and ${afterCursor(readCursor(query.before), sql`p.name`, sql`p.id`)}
    order by ${nameOrder(sql`p.name`)}, p.id limit ${LIST_SIZE + 1}`);
  const { items, next } = pageByName(rows, LIST_SIZE);
  return { items: items.map((row) => answer(group, row)), next };
}

/** Every member who could own the group, managers first, for the form that gives it away. */
export async function listHeirs(viewer: Viewer, groupId: string): Promise<PersonLine[]> {
  const s = scope(viewer);
  const rows = await s.rows<{ person: PersonLine }>(sql`
    select ${personLine('p')} as person from ${s.openGroups} g join ${s.memberships} m on m.group_id = g.id join ${s.people} p on p.id = m.person_id
    where g.id = ${groupId} and p.is_active and m.role <> 'owner' and p.kind = 'internal'
    order by m.role = 'manager' desc, ${nameOrder(sql`p.name`)} limit ${HEIRS_SHOWN}`);
  return rows.map((row) => row.person);
}

/** Open requests of a group that the viewer manages, oldest first. */
export async function listJoinRequests(viewer: Viewer, groupId: string): Promise<JoinRequestView[]> {
  const s = scope(viewer);
  const rows = await s.rows<JoinRequestView>(sql`
    select r.id, ${personLine('p')} as person, r.requested_at as "requestedAt" from ${s.joinRequests} r join ${s.people} p on p.id = r.person_id
    join ${s.ownMemberships} mine on mine.group_id = r.group_id and mine.role in ('owner', 'manager')
    where r.group_id = ${groupId} and r.status = 'pending' order by r.id limit ${REQUESTS_SHOWN}`);
  return rows.map((row) => ({ ...row, requestedAt: new Date(row.requestedAt).toISOString() }));
}

/** People by name or handle who could be added to a group and are not in it. Nobody until something is searched for. */
export async function listCandidates(viewer: Viewer, group: GroupView, q: string | undefined): Promise<PersonLine[]> {
  const text = searchText(q);
  if (!text || !group.can.manageMembers) return [];
  const s = scope(viewer);
  const rows = await s.rows<{ person: PersonLine }>(sql`
    select ${personLine('p')} as person from ${s.people} p where p.is_active and (p.kind = 'internal' or ${group.allowsGuests})
      and (${named(sql`p.name`, text)} or p.handle = ${text.replace(/^@/, '').toLowerCase()})
      and not exists (select 1 from ${s.memberships} m where m.group_id = ${group.id} and m.person_id = p.id)
    order by ${nameOrder(sql`p.name`)}, p.id limit ${CANDIDATES_SHOWN}`);
  return rows.map((row) => row.person);
}

/** Open invitations to a group that the viewer sent, with the link to pass on. */
export async function listInvitations(viewer: Viewer, groupId: string): Promise<InvitationView[]> {
  const s = scope(viewer);
  const rows = await s.rows<{ id: string; email: string; kind: InvitationView['kind'] }>(sql`
    select i.id, i.email, i.kind from ${s.invitations} i where i.group_id = ${groupId} and i.invited_by = ${viewer.id}
      and i.accepted_at is null and i.expires_at > now() order by i.id desc limit 50`);
  return rows.map(({ id, email, kind }) => ({ id, email, kind, link: invitationUrl(id) }));
}
