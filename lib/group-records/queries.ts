import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { GROUPS_SHOWN, RECORDS_SHOWN } from './rules';
import type { GroupRecordPage, GroupRecordRow, RecordGroups } from './view-models';

/** Whether the viewer may take a record `r` off a list on which it stands as `gr`. */
const canRemove = (
  s: Scope,
): SQL => sql`(gr.added_by = ${s.viewer.id} or r.owner_id = ${s.viewer.id} or r.owner_id in ${s.reports}
  or ${s.viewer.permissions.has('modify_all_data')} or exists (
    select 1 from ${s.ownMemberships} mine where mine.group_id = gr.group_id and mine.role in ('owner', 'manager')))`;

/** The records that a group works on, by name: of those the ones that the viewer may read. */
export async function listGroupRecords(
  viewer: Viewer,
  groupId: string,
  { after, size = RECORDS_SHOWN }: { after?: string | undefined; size?: number } = {},
): Promise<GroupRecordPage> {
  const s = scope(viewer);
  const rows = await s.rows<GroupRecordRow>(sql`
    select r.id, o.api_name as object, o.label as "objectLabel", r.name, gr.added_at as "addedAt", ${canRemove(s)} as "canRemove",
      (select p.name from ${s.people} p where p.id = gr.added_by) as "addedBy"
    from ${s.groupRecords} gr join ${s.records} r on r.id = gr.record_id join ${s.objects} o on o.id = r.object_id
    where gr.group_id = ${groupId} and ${afterCursor(readCursor(after), sql`r.name`, sql`r.id`)}
    order by ${nameOrder(sql`r.name`)}, r.id limit ${size + 1}`);
  const { items, next } = pageByName(rows, size);
  return { items: items.map((row) => ({ ...row, addedAt: new Date(row.addedAt).toISOString() })), next };
}

const groupColumns = sql`g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived"`;

/** The groups that work on a record, as far as the viewer may know that, and their own that could. */
export async function listGroupsOfRecord(viewer: Viewer, recordId: string): Promise<RecordGroups> {
  const s = scope(viewer);
  const isOn = sql`exists (select 1 from ${s.groupRecords} gr where gr.group_id = g.id and gr.record_id = ${recordId})`;
  const [groups, choices] = await Promise.all([
    s.rows<RecordGroups['groups'][number]>(sql`select ${groupColumns}, ${canRemove(s)} as "canRemove"
      from ${s.groupRecords} gr join ${s.groups} g on g.id = gr.group_id join ${s.records} r on r.id = gr.record_id
      where gr.record_id = ${recordId} order by ${nameOrder(sql`g.name`)}, g.id limit ${GROUPS_SHOWN}`),
    s.rows<RecordGroups['choices'][number]>(sql`select ${groupColumns}
      from ${s.ownMemberships} own join ${s.groups} g on g.id = own.group_id
      where g.archived_at is null and not g.allows_guests and (not g.is_broadcast or own.role <> 'member') and not ${isOn}
      order by ${nameOrder(sql`g.name`)}, g.id limit ${GROUPS_SHOWN}`),
  ]);
  return { groups, choices };
}
