import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { type Kind, PAGE_SIZE } from './rules';
import type { PermissionLine, PersonAdministered, PersonAdministeredLine } from './view-models';

export type PeopleFilter = {
  q: string;
  state: 'active' | 'deactivated' | 'all';
  kind: Kind | 'all';
  after: string | undefined;
};

const personLine = (
  s: Scope,
) => sql`p.id, p.handle, p.name, p.title, p.photo_id as "photoId", p.kind, p.is_active as "isActive", p.email,
  exists (select 1 from ${s.permissions} held where held.person_id = p.id and held.permission = 'admin') as "isAdmin"`;

/** The words of a search as literal text for LIKE. */
const containing = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

function conditions({ q, state, kind, after }: PeopleFilter): SQL {
  const parts = [afterCursor(readCursor(after), sql`p.name`, sql`p.id`)];
  if (state !== 'all') parts.push(sql`p.is_active = ${state === 'active'}`);
  if (kind !== 'all') parts.push(sql`p.kind = ${kind}`);
  if (q)
    parts.push(sql`(lower(unaccent(p.name)) like lower(unaccent(${containing(q)})) or lower(p.email) like ${containing(q)}
      or p.handle like ${containing(q)})`);
  return sql.join(parts, sql` and `);
}

/** People as an admin manages them, by name. */
export async function listPeople(viewer: Viewer, filter: PeopleFilter) {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const found = await s.rows<PersonAdministeredLine>(
    sql`select ${personLine(s)} from ${s.people} p where ${conditions(filter)}
    order by ${nameOrder(sql`p.name`)}, p.id limit ${PAGE_SIZE + 1}`,
  );
  return pageByName(found, PAGE_SIZE);
}

type PersonRow = Omit<PersonAdministered, 'createdAt' | 'deactivatedAt' | 'permissions' | 'can'> & {
  createdAt: Date;
  deactivatedAt: Date | null;
};

function permissionsOf(s: Scope, personId: string): Promise<PermissionLine[]> {
  return s.rows<PermissionLine>(
    sql`select c.name, c.label, exists (select 1 from ${s.permissions} held where held.person_id = ${personId} and held.permission = c.name) as "isHeld"
    from ${s.permissionCatalogue} c order by c.name <> 'admin', c.label`,
  );
}

/** One person as an admin manages them. */
export async function getPerson(viewer: Viewer, handle: string): Promise<PersonAdministered> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [row] = await s.rows<PersonRow>(
    sql`select ${personLine(s)}, p.created_at as "createdAt", p.deactivated_at as "deactivatedAt",
      (select by_whom.name from ${s.people} by_whom where by_whom.id = p.deactivated_by) as "deactivatedBy",
      (select count(*)::int from ${s.memberships} m where m.person_id = p.id and m.role = 'owner') as "ownedGroups"
    from ${s.people} p where p.handle = ${handle.toLowerCase()}`,
  );
  if (!row) throw new NotFound();
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
    permissions: await permissionsOf(s, row.id),
    can: { deactivate: row.isActive && row.id !== viewer.id, changeKind: row.id !== viewer.id },
  };
}

/** The same for the page that asks whether to deactivate them: oneself, and who is deactivated already, one cannot. */
export async function getPersonToDeactivate(viewer: Viewer, handle: string): Promise<PersonAdministered> {
  const person = await getPerson(viewer, handle);
  if (!person.can.deactivate) throw new Forbidden();
  return person;
}

/** For pages of Setup that read nothing. */
export function demandAdmin(viewer: Viewer): void {
  demand(viewer, 'admin');
}
