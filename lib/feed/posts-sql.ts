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

/** How the people and groups that a text mentions show to the reader, by id; whoever they may not see is left out. */
function namesJson(s: Scope, where: SQL): SQL {
  return sql`coalesce((select json_object_agg(m.subject_id, json_build_object(
      'kind', case when p.id is null then 'group' else 'person' end,
      'href', coalesce('/people/' || p.handle, '/groups/' || g.slug), 'name', coalesce(p.name, g.name)))
    from ${s.mentions} m left join ${s.people} p on p.id = m.subject_id left join ${s.groups} g on g.id = m.subject_id
    where ${where} and (p.id is not null or g.id is not null)), '{}')`;
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
      'body', i.tree, 'names', ${namesJson(s, sql`m.item_id = i.id and m.comment_id is null`)},
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
