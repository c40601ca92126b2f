import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { excerpt } from '@/lib/body/plain';
import { NotFound } from '@/lib/errors';
import { decodeCursor, encodeCursor } from '@/lib/feed/cursor';
import { personJson, placeJson } from '@/lib/feed/posts-sql';
import type { GroupLine, PersonLine, Place } from '@/lib/feed/view-models';
import { isId } from '@/lib/ids';
import { type RecordLine, recordPath } from '@/lib/records/rules';
import { findChangeWords } from '@/lib/tracking/item-words';
import { MOST_COUNTED, MOST_LOOKED_AT, PAGE_SIZE, type Reason } from './rules';
import type { NotificationLine, NotificationPage } from './view-models';

/** A line holds no more than so many notifications that are looked at. */
const LINE_LENGTH = 500;
const ACTORS_SHOWN = 2;
/** Enough of a text to cut an excerpt from. */
const TEXT_READ = 600;

type LineRow = {
  id: string;
  reason: Reason;
  threadKey: string;
  details: Record<string, string>;
  at: string;
  itemId: string | null;
  commentId: string | null;
  text: string | null;
  isChange: boolean;
  itemPlace: Place | null;
  group: GroupLine | null;
  record: RecordLine | null;
  message: string | null;
  actors: PersonLine[];
  actorCount: number;
  isUnread: boolean;
};

/** Whether a notification stands in the same line as `h`: of one thread, for one reason, likes of one text. */
const inLine = (alias: string): SQL => {
  const o = sql.identifier(alias);
  return sql`${o}.thread_key = h.thread_key and ${o}.reason = h.reason and ${o}.is_on_page = h.is_on_page
    and (h.reason <> 'like' or ${o}.comment_id is not distinct from h.comment_id)`;
};

/** Each line of the heads `h`, which stand for the newest of theirs, with all that is shown. */
function linesOf(s: Scope, heads: SQL): SQL {
  const line = sql`select o.id, o.actor_id, o.read_at from ${s.ownNotifications} o where ${inLine('o')} and o.id <= h.id order by o.id desc limit ${LINE_LENGTH}`;
  return sql`select h.id, h.reason, h.thread_key as "threadKey", h.details, h.created_at as at, h.item_id as "itemId", h.comment_id as "commentId",
      left(coalesce(c.plain, i.plain), ${TEXT_READ}) as text, c.id is null and coalesce(i.kind = 'change', false) as "isChange",
      case when i.id is not null then ${placeJson()} end as "itemPlace",
      case when g.id is not null then json_build_object('id', g.id, 'slug', g.slug, 'name', g.name, 'access', g.access, 'photoId', g.photo_id,
        'isArchived', g.archived_at is not null) end as group,
      case when rec.id is not null then json_build_object('id', rec.id, 'object', ob.api_name, 'objectLabel', ob.label, 'name', rec.name) end as record,
      (select r.response_message from ${s.joinRequests} r where h.reason = 'join_declined' and r.id::text = h.details ->> 'requestId') as message,
      counted."actorCount", counted."isUnread",
      coalesce((select json_agg(${personJson('a')} order by late.id desc) from (
        select * from (select distinct on (l.actor_id) l.actor_id, l.id from (${line}) l order by l.actor_id, l.id desc) latest
        order by latest.id desc limit ${ACTORS_SHOWN}) late join ${s.authors} a on a.id = late.actor_id), '[]') as actors
    from (${heads}) h
    left join ${s.items} i on i.id = h.item_id left join ${s.comments} c on c.id = h.comment_id
    left join ${s.places} pl on pl.id = i.subject_id left join ${s.groups} g on g.id = h.subject_id
    left join ${s.records} rec on rec.id = h.subject_id left join ${s.objects} ob on ob.id = rec.object_id
    cross join lateral (select count(distinct l.actor_id)::int as "actorCount", coalesce(bool_or(l.read_at is null), false) as "isUnread" from (${line}) l) counted
    order by h.id desc`;
}

function hrefOf({ itemId, commentId, group, record, reason, actors }: LineRow): string {
  if (itemId) return `/posts/${itemId}${commentId ? `#comment-${commentId}` : ''}`;
  if (group) return `/groups/${group.slug}${reason === 'join_request' ? '/members' : ''}`;
  if (record) return recordPath(record);
  return actors[0] ? `/people/${actors[0].handle}` : '/notifications';
}

const roles = ['owner', 'manager', 'member'] as const;
const notices = ['archive_near', 'archived'] as const;

function placeOf({ itemPlace, group, record }: LineRow): Place | null {
  return itemPlace ?? (group && { kind: 'group', group }) ?? (record && { kind: 'record', record });
}

function lineOf(row: LineRow): NotificationLine {
  const { id, reason, threadKey, details, actors, actorCount, isUnread, text, commentId, message } = row;
  return {
    id,
    reason,
    threadKey,
    actors,
    othersCount: Math.max(actorCount - actors.length, 0),
    excerpt: text === null ? null : excerpt(text),
    place: placeOf(row),
    liked: reason !== 'like' ? null : commentId ? 'comment' : 'post',
    role: roles.find((role) => role === details.role) ?? null,
    notice: notices.find((notice) => notice === details.notice) ?? null,
    message: message || null,
    href: hrefOf(row),
    at: new Date(row.at).toISOString(),
    isUnread,
  };
}

/** Lines about an announcement itself say what it announced, as far as the reader may read it. */
async function readLines(s: Scope, heads: SQL): Promise<LineRow[]> {
  const rows = await s.rows<LineRow>(linesOf(s, heads));
  const changes = rows.flatMap(({ isChange, itemId }) => (isChange && itemId ? [itemId] : []));
  const words = await findChangeWords(s, changes);
  return rows.map((row) => (row.isChange ? { ...row, text: words.get(row.itemId ?? '') ?? null } : row));
}

/** How many lines under the bell are unread; at most one more than MOST_COUNTED. The session's statement counts the same. */
export async function countUnread(viewer: Viewer): Promise<number> {
  const s = scope(viewer);
  const unread = sql`select n.* from ${s.ownNotifications} n where n.is_on_page and n.read_at is null limit ${MOST_LOOKED_AT}`;
  const [row] = await s.rows<{ count: number }>(sql`select count(*)::int as count from (
    select distinct n.thread_key, n.reason, case when n.reason = 'like' then n.comment_id end from (${unread}) n limit ${MOST_COUNTED + 1}) lines`);
  return row?.count ?? 0;
}

/** Whether something about a post stands unread under the bell. */
export async function hasUnread(viewer: Viewer, itemId: string): Promise<boolean> {
  const s = scope(viewer);
  const found = await s.rows(sql`select 1 from ${s.ownNotifications} n
    where n.item_id = ${itemId} and n.is_on_page and n.read_at is null limit 1`);
  return found.length > 0;
}

type Filter = { before?: string | undefined; isUnread?: boolean };

/** The bell's list: a line for each thread and reason, newest first. `before` is the cursor of the page before. */
export async function listNotifications(
  viewer: Viewer,
  { before, isUnread = false }: Filter,
): Promise<NotificationPage> {
  const s = scope(viewer);
  const cursor = decodeCursor(before)?.itemId;
  const wanted = isUnread ? sql`and h.read_at is null` : sql``;
  const newer = sql`select 1 from ${s.ownNotifications} n where ${inLine('n')} and n.id > h.id ${isUnread ? sql`and n.read_at is null` : sql``}`;
  const heads = sql`select h.* from ${s.ownNotifications} h where h.is_on_page ${wanted} ${cursor ? sql`and h.id < ${cursor}` : sql``}
    and not exists (${newer}) order by h.id desc limit ${PAGE_SIZE + 1}`;
  const rows = await readLines(s, heads);
  const items = rows.slice(0, PAGE_SIZE).map(lineOf);
  const last = items.at(-1);
  const next = rows.length > PAGE_SIZE && last ? encodeCursor({ itemId: last.id, activityAt: null }) : null;
  return { items, next };
}

/** The line of one notification, with what came before it. Throws NotFound for what is not the viewer's, or no longer visible. */
export async function getNotification(viewer: Viewer, id: string): Promise<NotificationLine> {
  const s = scope(viewer);
  const heads = sql`select h.* from ${s.ownNotifications} h where h.id = ${id}`;
  const [row] = isId(id) ? await readLines(s, heads) : [];
  if (!row) throw new NotFound();
  return lineOf(row);
}
