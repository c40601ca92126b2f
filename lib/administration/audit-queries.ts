import 'server-only';
import { sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { isId } from '@/lib/ids';
import { AUDIT_PAGE_SIZE } from './rules';
import type { AuditLine, AuditPage } from './view-models';

type Row = Pick<AuditLine, 'id' | 'action' | 'details'> & {
  at: Date;
  actorName: string | null;
  actorHandle: string | null;
  personName: string | null;
  personHandle: string | null;
  otherName: string | null;
  otherHandle: string | null;
  groupName: string | null;
  groupSlug: string | null;
};

const named = (folder: string, name: string | null, handle: string | null) =>
  name !== null && handle !== null ? { name, href: `/${folder}/${handle}` } : null;

function line(row: Row): AuditLine {
  const { id, action, at } = row;
  // The address of what was opened names an unlisted group to an admin who may not know of it.
  const { path: _path, ...details } = row.details;
  return {
    id,
    action,
    details,
    at: at.toISOString(),
    actor: named('people', row.actorName, row.actorHandle),
    other: named('people', row.otherName, row.otherHandle),
    subject: named('people', row.personName, row.personHandle) ?? named('groups', row.groupName, row.groupSlug),
  };
}

/** What was done to others and opened with a permission, newest first. */
export async function listAuditEntries(viewer: Viewer, before: string | undefined): Promise<AuditPage> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const older = isId(before) ? sql`a.id < ${before}` : sql`true`;
  const found = await s.rows<Row>(
    sql`select a.id, a.action, a.details, a.created_at as at, actor.name as "actorName", actor.handle as "actorHandle",
      p.name as "personName", p.handle as "personHandle", other.name as "otherName", other.handle as "otherHandle", g.name as "groupName", g.slug as "groupSlug"
    from ${s.auditEntries} a left join ${s.people} actor on actor.id = a.actor_id
    left join ${s.people} p on p.id = a.subject_id left join ${s.groups} g on g.id = a.subject_id
    left join ${s.people} other on other.id = (a.details ->> 'personId')::uuid
    where ${older} order by a.id desc limit ${AUDIT_PAGE_SIZE + 1}`,
  );
  const items = found.slice(0, AUDIT_PAGE_SIZE).map(line);
  return { items, next: found.length > AUDIT_PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}
