import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { readersCounted } from '@/lib/reading/rules';
import { isUnread } from '@/lib/reading/unread-sql';

/** A person as PersonLine, from a row of `authors` or `people` under an alias. */
export function personJson(alias: string): SQL {
  const a = sql.identifier(alias);
  return sql`json_build_object('id', ${a}.id, 'handle', ${a}.handle, 'name', ${a}.name, 'title', ${a}.title, 'photoId', ${a}.photo_id, 'kind', ${a}.kind, 'isActive', ${a}.is_active)`;
}

/** How many active people a group reaches. */
export const membersOf = (s: Scope, groupId: SQL) =>
  sql`coalesce((select counted.members from ${s.memberCounts} counted where counted.group_id = ${groupId}), 0)`;

const isoColumn = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The place of the item `i` as Place, from `places` as `pl`; null on its author’s own profile. */
export function placeJson(): SQL {
  return sql`case when i.subject_id = i.author_id then null when pl.kind = 'record' then json_build_object('kind', 'record', 'record', json_build_object(
      'id', pl.id, 'object', pl.object, 'objectLabel', pl.object_label, 'name', pl.name)) when pl.kind = 'group' then json_build_object('kind', 'group', 'group', json_build_object(
      'id', pl.id, 'slug', pl.handle, 'name', pl.name, 'access', pl.access, 'photoId', pl.photo_id, 'isArchived', pl.archived_at is not null))
    else json_build_object('kind', 'person', 'person', json_build_object(
      'id', pl.id, 'handle', pl.handle, 'name', pl.name, 'title', pl.title, 'photoId', pl.photo_id, 'kind', pl.person_kind, 'isActive', pl.is_active)) end`;
}

/** How people, groups and records of some ids `named (id)` show to the reader, by id; what they may not see is left out. */
export function shownNames(s: Scope, named: SQL): SQL {
  return sql`select json_object_agg(named.id, json_build_object(
      'kind', case when p.id is not null then 'person' when g.id is not null then 'group' else 'record' end,
      'href', coalesce('/people/' || p.handle, '/groups/' || g.slug, '/records/' || o.api_name || '/' || r.id), 'name', coalesce(p.name, g.name, r.name)))
    from (${named}) named left join ${s.people} p on p.id = named.id left join ${s.groups} g on g.id = named.id
    left join ${s.records} r on r.id = named.id left join ${s.objects} o on o.id = r.object_id
    where p.id is not null or g.id is not null or o.id is not null`;
}

/** What the texts and values of the item or comment show by name. */
const namesJson = (s: Scope, where: SQL): SQL =>
  sql`coalesce((${shownNames(s, sql`select m.subject_id as id from ${s.mentions} m where ${where}`)}), '{}')`;

/** People and records that stand in the values of a change. */
const changedNames = (s: Scope): SQL =>
  shownNames(
    s,
    sql`select distinct (kept.value #>> '{}')::uuid as id from ${s.recordChanges} ch join ${s.fields} f on f.id = ch.field_id and f.type in ('person', 'lookup')
      cross join lateral (values (ch.old_value), (ch.new_value)) kept (value) where ch.item_id = i.id and jsonb_typeof(kept.value) = 'string'`,
  );

/** The changes of the item `i` that the reader may read, each with as much of its field as showing it takes. */
function changesJson(s: Scope): SQL {
  return sql`coalesce((select json_agg(json_build_object('id', ch.id, 'event', ch.event, 'old', ch.old_value, 'new', ch.new_value,
        'field', case when f.id is not null then json_build_object('id', f.id, 'label', f.label, 'type', f.type, 'scale', f.scale, 'currency', f.currency,
          'options', coalesce((select jsonb_agg(o.option) from jsonb_array_elements(f.options) o (option)
            where ch.old_value ? (o.option ->> 'value') or ch.new_value ? (o.option ->> 'value')), '[]')) end,
        'related', case when rel.id is not null then json_build_object('id', rel.id, 'object', ro.api_name, 'objectLabel', ro.label, 'name', rel.name) end)
      order by f.position, ch.id)
    from ${s.recordChanges} ch left join ${s.fields} f on f.id = ch.field_id left join ${s.records} rel on rel.id = ch.related_id left join ${s.objects} ro on ro.id = rel.object_id
    where ch.item_id = i.id and (ch.field_id is null or f.id is not null) and (ch.related_id is null or rel.id is not null)), '[]')`;
}

function commentJson(s: Scope): SQL {
  return sql`json_build_object('id', c.id, 'postId', c.item_id, 'parentId', c.parent_id, 'author', ${personJson('a')}, 'body', c.tree,
    'names', ${namesJson(s, sql`m.item_id = c.item_id and m.comment_id = c.id`)}, 'createdAt', ${isoColumn(sql`c.created_at`)}, 'editedAt', ${isoColumn(sql`c.edited_at`)},
    'likeCount', c.like_count, 'isLiked', exists (select 1 from ${s.ownCommentLikes} l where l.comment_id = c.id), 'version', c.version)`;
}

/** The newest `count` comments of the item `i`, oldest first. */
function commentsJson(s: Scope, count: number): SQL {
  return sql`coalesce((select json_agg(${commentJson(s)} order by c.id) from (
      select * from ${s.comments} newest where newest.item_id = i.id order by newest.id desc limit ${count}) c
    join ${s.authors} a on a.id = c.author_id), '[]')`;
}

/**
 * A page's items with authors, places, comments, mentions, topics and the viewer's own state, in one statement that
 * returns one JSON value per item, in the order of `ids`.
 */
export function postsQuery(s: Scope, ids: readonly string[], comments: number): SQL {
  return sql`select json_build_object('id', i.id, 'kind', i.kind, 'author', ${personJson('au')}, 'place', ${placeJson()}, 'audience', i.audience,
      'audiencePeople', ${membersOf(s, sql`i.audience`)},
      'body', i.tree, 'names', case when i.kind = 'change' then coalesce((${changedNames(s)}), '{}') else ${namesJson(s, sql`m.item_id = i.id and m.comment_id is null`)} end,
      'changes', case when i.kind = 'change' then ${changesJson(s)} else '[]' end,
      'topics', coalesce((select json_agg(json_build_object('key', t.key, 'name', ta.spelling) order by ta.assigned_at, t.key)
        from ${s.topicAssignments} ta join ${s.topicKeys} t on t.id = ta.topic_id where ta.item_id = i.id), '[]'),
      'createdAt', ${isoColumn(sql`i.created_at`)}, 'activityAt', ${isoColumn(sql`i.activity_at`)}, 'editedAt', ${isoColumn(sql`i.edited_at`)},
      'likeCount', i.like_count, 'isLiked', exists (select 1 from ${s.ownItemLikes} l where l.item_id = i.id),
      'commentCount', i.comment_count, 'isBookmarked', exists (select 1 from ${s.ownBookmarks} b where b.item_id = i.id),
      'isMuted', exists (select 1 from ${s.ownMutes} mu where mu.item_id = i.id), 'isUnread', ${isUnread(s)},
      'readers', case when i.author_id = ${s.viewer.id} and pl.kind = 'group' then (select count(*)::int from (
        select 1 from ${s.readersOfOwn} seen where seen.item_id = i.id limit ${readersCounted(ids.length) + 1}) counted) end,
      'comments', ${commentsJson(s, comments)}, 'version', i.version,
      'placeKind', pl.kind, 'placeId', pl.id, 'access', pl.access, 'isArchived', pl.archived_at is not null, 'ownsPlace', coalesce(pl.owner_id = ${s.viewer.id}, false),
      'role', (select mine.role from ${s.ownMemberships} mine where mine.group_id = i.subject_id)) as post
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as wanted(id, position)
    join ${s.items} i on i.id = wanted.id join ${s.authors} au on au.id = i.author_id join ${s.places} pl on pl.id = i.subject_id
    order by wanted.position`;
}
