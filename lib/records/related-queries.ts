import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { FollowPage, FollowRow } from '@/lib/follow/view-models';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import type { Picked } from '@/lib/objects/view-models';
import { personLine } from '@/lib/people/line-queries';
import { FOLLOWERS_SHOWN } from './rules';
import type { RelatedList } from './view-models';

/** Part of the statement, so that a plan that is kept knows them: how many are shown, and how far they are counted. */
const SHOWN = sql`5`;
const COUNTED = sql`101`;

type Row = Omit<RelatedList, 'isOneOfSeveral' | 'items'> & {
  options: readonly Picked[];
  items: { id: string; name: string; state: string | null }[];
};

/**
 * The records that point to one that the viewer may see by a field, for each field of each object that the viewer may read: the newest few, and
 * how many there are up to a bound.
 */
export async function listRelated(viewer: Viewer, recordId: string): Promise<RelatedList[]> {
  const s = scope(viewer);
  const below = (
    limit: SQL,
  ) => sql`(select r.id, r.name, r.values from ${s.recordLinks} l join ${s.records} r on r.id = l.record_id
    where l.target_id = ${recordId} and l.field_id = f.id order by l.record_id desc limit ${limit})`;
  const rows = await s.rows<Row>(sql`
    select f.id as "fieldId", f.label as "fieldLabel", f.api_name as field, o.api_name as object, o.label as "objectLabel", o.plural,
      coalesce(path.options, '[]') as options, (select count(*)::int from ${below(COUNTED)} counted) as count,
      coalesce((select json_agg(json_build_object('id', n.id, 'name', n.name, 'state', n.values ->> path.api_name) order by n.id desc) from ${below(SHOWN)} n), '[]') as items
    from ${s.records} target join ${s.fields} f on f.type = 'lookup' and f.lookup_object_id = target.object_id
      join ${s.objects} o on o.id = f.object_id left join ${s.fields} path on path.id = o.path_field_id
    where target.id = ${recordId} and o.kind = 'record' order by o.position, o.label, f.position, f.id`);
  return rows.map(({ options, items, ...list }) => ({
    ...list,
    isOneOfSeveral: rows.filter(({ object }) => object === list.object).length > 1,
    items: items.map((item) => ({
      ...item,
      state: options.find(({ value }) => value === item.state)?.label ?? item.state,
    })),
  }));
}

/** Who follows a record that the viewer may see, by name, as far as they may see them. */
export async function listRecordFollowers(viewer: Viewer, recordId: string, after?: string): Promise<FollowPage> {
  const s = scope(viewer);
  const rows = await s.rows<FollowRow>(sql`
    select p.id, p.name, 'person' as kind, ${personLine('p')} as person, p.id <> ${viewer.id} as "canFollow",
      exists (select 1 from ${s.ownFollows} own where own.subject_id = p.id) as "isFollowing"
    from ${s.records} r join ${s.followers} f on f.subject_id = r.id join ${s.people} p on p.id = f.person_id
    where r.id = ${recordId} and p.is_active and ${afterCursor(readCursor(after), sql`p.name`, sql`p.id`)}
    order by ${nameOrder(sql`p.name`)}, p.id limit ${FOLLOWERS_SHOWN + 1}`);
  return pageByName(rows, FOLLOWERS_SHOWN);
}
