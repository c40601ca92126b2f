import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { FieldReader, FieldReading, ReaderCandidate } from './setup-view-models';

const SHOWN = sql`8`;

/** Who reads a restricted field, and the permissions that could. A group that the viewer may not know is not named. */
export async function getFieldReading(viewer: Viewer, fieldId: string): Promise<FieldReading> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [readers, permissions] = await Promise.all([
    s.rows<FieldReader>(sql`select fr.id, case when fr.permission is not null then 'permission' when p.id is not null then 'person' else 'group' end as kind,
        coalesce(c.label, p.name, g.name) as name, coalesce('/people/' || p.handle, '/groups/' || g.slug) as href
      from ${s.fieldReaders} fr left join ${s.permissionCatalogue} c on c.name = fr.permission
      left join ${s.people} p on p.id = fr.principal left join ${s.groups} g on g.id = fr.principal
      where fr.field_id = ${fieldId} order by kind, name, fr.id`),
    s.rows<{ name: string; label: string }>(sql`select c.name, c.label from ${s.permissionCatalogue} c
      where c.name not in (select fr.permission from ${s.fieldReaders} fr where fr.field_id = ${fieldId} and fr.permission is not null) order by c.label`),
  ]);
  return { readers, permissions };
}

/** People and groups whose name or handle begins with what was typed, any word of it, and who do not read the field yet. */
export async function findReaders(viewer: Viewer, fieldId: string, typed: string): Promise<ReaderCandidate[]> {
  demand(viewer, 'admin');
  const words = typed.trim().replace(/^@/, '').toLowerCase();
  if (!words) return [];
  const s = scope(viewer);
  const begin = `${words.replace(/[\\%_]/g, '\\$&')}%`;
  const named = (name: SQL, handle: SQL) =>
    sql`(lower(${name}) like ${begin} or lower(${name}) like ${`% ${begin}`} or ${handle} like ${begin})`;
  const isNew = (id: SQL) =>
    sql`not exists (select 1 from ${s.fieldReaders} fr where fr.field_id = ${fieldId} and fr.principal = ${id})`;
  return s.rows<ReaderCandidate>(sql`select * from (
      (select p.id, 'person' as kind, p.name, p.title as detail from ${s.people} p
        where p.is_active and ${named(sql`p.name`, sql`p.handle`)} and ${isNew(sql`p.id`)} order by p.name limit ${SHOWN})
      union all (select g.id, 'group', g.name, 'Group' from ${s.groups} g
        where g.archived_at is null and ${named(sql`g.name`, sql`g.slug`)} and ${isNew(sql`g.id`)} order by g.name limit ${SHOWN})) found
    order by name, id`);
}
