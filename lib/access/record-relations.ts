import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { heldBy, visible } from './audience';
import { readableField, readableValues } from './fields';
import { listRelations } from './list-relations';
import type { Viewer } from './viewer';

/** Columns of a row `r` of records for a viewer: `values` holds what they may read, `raw_values` is for storedValue alone. */
const recordColumns = (viewer: Viewer): SQL =>
  sql`r.id, r.object_id, r.name, r.owner_id, ${readableValues(viewer)} as values, r.values as raw_values, r.audience, r.is_private,
    r.external_id, r.client_id, r.version, r.created_by, r.created_at, r.updated_by, r.updated_at, r.deleted_at, r.deleted_by`;

/** Whether a row of records, under an alias, is there for the viewer. */
const recordIsSeen = (viewer: Viewer, alias: string): SQL => {
  const r = sql.identifier(alias);
  return sql`(${r}.deleted_at is null and ${visible(viewer, sql`${r}.audience`)})`;
};

const recordById = (viewer: Viewer, id: SQL): SQL =>
  sql`exists (select 1 from records seen_record where seen_record.id = ${id} and ${recordIsSeen(viewer, 'seen_record')})`;

/** The relations of scope() about records: their metadata, rows, changes and whatever hangs on them. */
export function recordRelations(viewer: Viewer) {
  const may = (permission: Parameters<Viewer['permissions']['has']>[0]) =>
    viewer.permissions.has(permission) ? sql`true` : sql`false`;
  return {
    ...listRelations(viewer),
    /** Objects that are in use. Guests meet those of which they see a record. */
    objects: sql`(select o.* from objects o where o.deleted_at is null${
      viewer.kind === 'guest'
        ? sql` and exists (select 1 from records shown where shown.object_id = o.id and ${recordIsSeen(viewer, 'shown')})`
        : sql``
    })`,
    /** Fields that the viewer may read. */
    fields: sql`(select f.* from fields f where f.deleted_at is null and ${readableField(viewer, sql`f.id`)})`,
    /** Every field and who reads it, for those who define them; of values they say nothing. */
    definedFields: sql`(select f.* from fields f where ${may('admin')})`,
    fieldReaders: sql`(select fr.* from field_readers fr where ${may('admin')})`,
    /** Every object, deleted ones too, and how many records and announcements there are of each: for those who define them, and not what these say. */
    definedObjects: sql`(select o.* from objects o where ${may('admin')})`,
    definedRecords: sql`(select r.object_id, r.is_private, r.deleted_at is not null as is_deleted from records r where ${may('admin')})`,
    fieldHistory: sql`(select rc.field_id, rc.item_id from record_changes rc where rc.field_id is not null and ${may('admin')})`,
    /** For how many days changes are kept. */
    retention: sql`(select org.changes_kept_days from organisation org where ${may('admin')})`,
    records: sql`(select ${recordColumns(viewer)} from records r where ${recordIsSeen(viewer, 'r')})`,
    /** The bin: deleted records for their owners, whoever deleted them, and Modify All Data. */
    deletedRecords: sql`(select ${recordColumns(viewer)} from records r where r.deleted_at is not null
      and (r.owner_id = ${viewer.id} or r.deleted_by = ${viewer.id} or ${may('modify_all_data')}))`,
    recordShares: sql`(select rs.* from record_shares rs where ${recordById(viewer, sql`rs.record_id`)})`,
    /** Lookups as rows, of records and fields that the viewer may read; what they point to is to be joined. */
    recordLinks: sql`(select rl.* from record_links rl where ${readableField(viewer, sql`rl.field_id`)} and ${recordById(viewer, sql`rl.record_id`)})`,
    /** What happened, as far as the viewer may read the subject, the field and the record it tells of. */
    recordChanges: sql`(select rc.* from record_changes rc where ${readableField(viewer, sql`rc.field_id`)}
      and (rc.related_id is null or ${recordById(viewer, sql`rc.related_id`)})
      and exists (select 1 from subjects about where about.id = rc.subject_id and ${visible(viewer, sql`about.audience`)}))`,
    recordTopics: sql`(select rt.* from record_topics rt where ${visible(viewer, sql`rt.audience`)})`,
    groupRecords: sql`(select gr.* from group_records gr join groups g on g.id = gr.group_id
      where ${recordById(viewer, sql`gr.record_id`)} and ${
        viewer.kind === 'guest' ? heldBy(viewer, sql`g.id`) : sql`(g.access = 'public' or ${heldBy(viewer, sql`g.id`)})`
      })`,
    listViews: sql`(select lv.* from list_views lv where lv.owner_id = ${viewer.id}${
      viewer.kind === 'guest' ? sql`` : sql` or lv.is_shared`
    })`,
    ownRecordViews: sql`(select rv.* from record_views rv where rv.person_id = ${viewer.id} and ${recordById(viewer, sql`rv.record_id`)})`,
    /** Records that the viewer may write to by a share: to them, to a group of theirs, or to somebody below them. */
    writableShares: sql`(select rs.record_id from record_shares rs where rs.level = 'write' and (rs.principal = ${viewer.id}
      or exists (select 1 from memberships sub where sub.group_id = rs.principal and sub.person_id = ${viewer.id})
      or exists (select 1 from manager_tree sub where sub.person_id = rs.principal and sub.manager_id = ${viewer.id})))`,
    /** Everybody below the viewer in the manager tree, whose records they hold as their own. */
    reports: sql`(select mt.person_id from manager_tree mt where mt.manager_id = ${viewer.id})`,
  };
}
