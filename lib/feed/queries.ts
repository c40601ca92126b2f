import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { answers } from '@/lib/access/abilities';
import type { PlaceFacts } from '@/lib/access/facts';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { mentionIdsIn, restoreHandles } from '@/lib/body/references';
import type { BodyTree } from '@/lib/body/tree';
import { NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { everyone } from './everyone';
import {
  type FeedQuery,
  type FoundItems,
  findBySubject,
  findCompany,
  findHome,
  findKept,
  findToMe,
} from './find-items';
import { loadPosts } from './load-posts';
import { membersOf } from './posts-sql';
import type { FeedName } from './rules';
import type { FeedPage, PostView, Reach, RevisionView } from './view-models';

export type { FeedQuery } from './find-items';

const COMMENTS_OF_ONE_POST = 1000;

async function page(s: Scope, found: Promise<FoundItems>): Promise<FeedPage> {
  const { ids, next } = await found;
  return { items: await loadPosts(s, ids), next };
}

/** One of the feeds of Home. */
export function listHomeFeed(viewer: Viewer, feed: FeedName, query: FeedQuery): Promise<FeedPage> {
  const s = scope(viewer);
  const finders: Record<FeedName, () => Promise<FoundItems>> = {
    following: () => findHome(s, query),
    'to-me': () => findToMe(s, query),
    company: () => findCompany(s, query),
    bookmarks: () => findKept(s, s.ownBookmarks, query),
    muted: () => findKept(s, s.ownMutes, query),
  };
  return page(s, finders[feed]());
}

/** What stands on a profile: what the person wrote, what was written to them and what mentions them. */
export function listProfileFeed(viewer: Viewer, personId: string, query: FeedQuery): Promise<FeedPage> {
  const s = scope(viewer);
  return page(s, findBySubject(s, personId, query));
}

/** A group's posts and those elsewhere that mention it and that the viewer may see. */
export function listGroupFeed(viewer: Viewer, groupId: string, query: FeedQuery): Promise<FeedPage> {
  const s = scope(viewer);
  return page(s, findBySubject(s, groupId, query));
}

/** What was posted on a record and what it announced, or only one of the two. */
export function listRecordFeed(viewer: Viewer, recordId: string, query: FeedQuery): Promise<FeedPage> {
  const s = scope(viewer);
  return page(s, findBySubject(s, recordId, query));
}

/** The posts with a topic, in every place the viewer may see. */
export function listTopicFeed(viewer: Viewer, topicId: string, query: FeedQuery): Promise<FeedPage> {
  const s = scope(viewer);
  return page(s, findBySubject(s, topicId, query));
}

/** One post with all its comments. Throws NotFound for an id that is not there or not visible. */
export async function getPost(viewer: Viewer, id: string): Promise<PostView> {
  const [post] = isId(id) ? await loadPosts(scope(viewer), [id], COMMENTS_OF_ONE_POST) : [];
  if (!post) throw new NotFound();
  return post;
}

export type PostTarget = { subjectId: string; reach: Reach };

export type Draft = { source: string; clientId: string };

type TargetRow = { subjectId: string; name: string; people: number; draft: Draft | null };

const draftJson = sql`json_build_object('source', d.source, 'clientId', d.client_id)`;

const draftAt = (s: Scope, subjectId: SQL) =>
  sql`(select ${draftJson} from ${s.ownDrafts} d where d.place = 'post:' || ${subjectId})`;

/**
 * Where someone may post from Home: to everyone, by their own profile, and to their groups; guests have only groups.
 * A draft kept from an ended session comes along, and its place first.
 */
export async function listPostTargets(viewer: Viewer): Promise<{ targets: PostTarget[]; kept: Draft | null }> {
  const s = scope(viewer);
  const [found, people] = await Promise.all([
    s.rows<TargetRow>(sql`
      select t.* from (
        select g.id as "subjectId", g.name, mine.used_at, ${membersOf(s, sql`g.id`)} as people, ${draftAt(s, sql`g.id`)} as draft
        from ${s.ownMemberships} mine join ${s.openGroups} g on g.id = mine.group_id
        where g.archived_at is null and (not g.is_broadcast or mine.role in ('owner', 'manager'))
        union all select ${viewer.id}::uuid, '', now(), 0, ${draftAt(s, sql`${viewer.id}::uuid`)} where ${viewer.kind === 'internal'}) t
      order by t.draft is null, t.used_at desc limit 50`),
    everyone(s),
  ]);
  const targets = found.map(({ subjectId, name, people: members }) => ({
    subjectId,
    reach: subjectId === viewer.id ? { name: null, people } : { name, people: members },
  }));
  return { targets, kept: found[0]?.draft ?? null };
}

/** How many people see what is posted to everyone. */
export function countEveryone(viewer: Viewer): Promise<number> {
  return everyone(scope(viewer));
}

/** What was kept when a session ran out or a comment was refused, for a place: `post:SUBJECT` or `comment:ITEM`. */
export async function findDraft(viewer: Viewer, place: string): Promise<Draft | null> {
  const s = scope(viewer);
  const [row] = await s.rows<{ draft: Draft }>(
    sql`select ${draftJson} as draft from ${s.ownDrafts} d where d.place = ${place}`,
  );
  return row?.draft ?? null;
}

/**
 * What a post and its comments said before, newest first. What a moderator took out of someone's text is for that
 * person and for moderators only.
 */
export async function listRevisions(viewer: Viewer, postId: string): Promise<RevisionView[]> {
  const s = scope(viewer);
  const author = sql`coalesce(c.author_id, i.author_id)`;
  return s.rows<RevisionView>(sql`select r.id, r.comment_id as "commentId", r.tree as body, to_char(r.edited_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "editedAt", a.name as editor
    from ${s.revisions} r join ${s.items} i on i.id = r.item_id left join ${s.comments} c on c.id = r.comment_id join ${s.authors} a on a.id = r.edited_by
    where r.item_id = ${postId} and (r.edited_by = ${author} or ${author} = ${viewer.id} or ${viewer.permissions.has('moderate')})
    order by r.id desc limit 200`);
}

/** A post's text for its edit form, with handles again in place of ids. Throws NotFound. */
export async function getPostSource(viewer: Viewer, id: string): Promise<{ source: string; version: number }> {
  const s = scope(viewer);
  return sourceOf(
    s,
    isId(id)
      ? await s.rows<SourceRow>(sql`select w.source, w.tree, w.version from ${s.items} w where w.id = ${id}`)
      : [],
  );
}

type SourceRow = { source: string; tree: BodyTree; version: number };

async function sourceOf(s: Scope, [row]: SourceRow[]) {
  if (!row) throw new NotFound();
  const ids = mentionIdsIn(row.tree);
  const known =
    ids.length === 0
      ? []
      : await s.rows<{ id: string; handle: string }>(sql`
    select p.id, p.handle from ${s.people} p where p.id = any(${sql.param(ids)}::uuid[])
    union all select g.id, g.slug from ${s.groups} g where g.id = any(${sql.param(ids)}::uuid[])`);
  return {
    source: restoreHandles(row.source, new Map(known.map(({ id, handle }) => [id, handle]))),
    version: row.version,
  };
}

export type EditableComment = {
  id: string;
  postId: string;
  authorName: string;
  body: BodyTree;
  source: string;
  version: number;
  can: { edit: boolean; delete: boolean };
};

/** One comment for its edit and delete pages. Throws NotFound. */
export async function getComment(viewer: Viewer, id: string): Promise<EditableComment> {
  const s = scope(viewer);
  type Row = SourceRow & PlaceFacts & { postId: string; authorId: string; authorName: string; audience: string | null };
  const [row] = isId(id)
    ? await s.rows<Row>(sql`select c.item_id as "postId", c.source, c.tree, c.version, c.author_id as "authorId", a.name as "authorName", c.audience,
        pl.kind as "placeKind", pl.id as "placeId", pl.access, pl.archived_at is not null as "isArchived", coalesce(pl.owner_id = ${viewer.id}, false) as "ownsPlace",
        (select mine.role from ${s.ownMemberships} mine where mine.group_id = pl.id) as role
      from ${s.comments} c join ${s.items} i on i.id = c.item_id join ${s.places} pl on pl.id = i.subject_id join ${s.authors} a on a.id = c.author_id where c.id = ${id}`)
    : [];
  if (!row) throw new NotFound();
  const can = answers('comment', viewer, { ...row, id, itemId: row.postId, parentId: null });
  const { source } = await sourceOf(s, [row]);
  return {
    id,
    postId: row.postId,
    authorName: row.authorName,
    body: row.tree,
    source,
    version: row.version,
    can: { edit: can.edit, delete: can.delete },
  };
}
