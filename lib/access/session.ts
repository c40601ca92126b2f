import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { visibilityEvents } from '@/db/schema/operations';
import type { GroupLine, ObjectLine } from '@/lib/feed/view-models';
import { newId } from '@/lib/ids';
import { audiencesHeldBy } from './audience';
import { hiddenFieldsOf } from './fields';
import { unreadLines } from './unread-lines';
import { asViewer, type Viewer, type ViewerRow } from './viewer';

/** What the frame around every page shows, fetched with the session itself. */
export type Session = {
  id: string;
  viewer: Viewer;
  seenAt: Date;
  title: string;
  photoId: string | null;
  hasShortcuts: boolean;
  homeSort: 'latest' | 'activity';
  hasFewerUpdates: boolean;
  recentGroups: GroupLine[];
  /** What kinds of records there are; for guests none, who see a few records and not what there is. */
  objects: ObjectLine[];
  /** People, topics and groups that the viewer follows or belongs to. */
  followCount: number;
  /** Lines under the bell that were not read, of what the viewer may still see; 100 stands for more than 99. */
  unreadCount: number;
  /** Changes whenever the viewer may find something else than before, so that nothing kept for them outlives their access. */
  stamp: string;
};

type SessionRow = ViewerRow &
  Omit<Session, 'id' | 'viewer' | 'stamp'> & {
    sessionId: string;
    audiences: string[];
    hiddenFields: string[];
    lastChange: string | null;
    lateChanges: string | null;
  };

const RECENT_GROUPS = 5;

/** An id is of the moment when its event began: one that began earlier may be committed after the last, by a clock that is behind. */
const LATE_MS = 30_000;

/** Beyond this many audiences each statement looks them up itself rather than being sent the list. */
const KNOWN_AUDIENCES = 500;

/** The session of a hashed token with its viewer and the frame's data, in one statement; null when it is over. */
export async function findSession(tokenHash: string, defaultTimeZone: string): Promise<Session | null> {
  const [row] = await rows<SessionRow>(sql`
    select se.id as "sessionId", se.seen_at as "seenAt", p.id, s.handle, s.name, p.kind, p.locale, coalesce(p.time_zone, ${defaultTimeZone}) as "timeZone",
      p.title, p.photo_id as "photoId", p.has_shortcuts as "hasShortcuts", p.home_sort as "homeSort", p.has_fewer_updates as "hasFewerUpdates",
      (select count(*)::int from follows where person_id = p.id) + (select count(*)::int from memberships where person_id = p.id) as "followCount",
      ${unreadLines()} as "unreadCount",
      array(select permission from person_permissions where person_id = p.id) as permissions,
      array(select held.audience::text from (${audiencesHeldBy(sql`p.id`)}) held limit ${KNOWN_AUDIENCES + 1}) as audiences,
      array(${hiddenFieldsOf(sql`p.id`)}) as "hiddenFields",
      (select e.id from outbox_events e where e.type in ${visibilityEvents} order by e.id desc limit 1) as "lastChange",
      (select sum(hashtextextended(e.id::text, 0))::text from outbox_events e where e.type in ${visibilityEvents} and e.id > ${newId(new Date(Date.now() - LATE_MS))}::uuid) as "lateChanges",
      coalesce((select json_agg(json_build_object('id', recent.id, 'slug', recent.handle, 'name', recent.name, 'access', recent.access,
          'photoId', recent.photo_id, 'isArchived', false) order by recent.used_at desc)
        from (select g.id, gs.handle, gs.name, g.access, g.photo_id, m.used_at from memberships m
          join groups g on g.id = m.group_id join subjects gs on gs.id = g.id
          where m.person_id = p.id and g.archived_at is null order by m.used_at desc limit ${RECENT_GROUPS}) recent), '[]') as "recentGroups",
      coalesce((select json_agg(json_build_object('apiName', o.api_name, 'plural', o.plural) order by o.position, o.label) from objects o
        where o.kind = 'record' and o.deleted_at is null and p.kind = 'internal'), '[]') as objects
    from sessions se join people p on p.id = se.person_id join subjects s on s.id = p.id
    where se.token_hash = ${tokenHash} and se.ended_at is null and se.expires_at > now() and s.is_active`);
  if (!row) return null;
  const { sessionId: id, seenAt, title, photoId, hasShortcuts, homeSort, hasFewerUpdates, recentGroups } = row;
  const { objects, followCount, unreadCount } = row;
  const audiences = row.audiences.length > KNOWN_AUDIENCES ? null : row.audiences;
  return {
    id,
    viewer: asViewer({ ...row, audiences }),
    seenAt,
    title,
    photoId,
    hasShortcuts,
    homeSort,
    hasFewerUpdates,
    recentGroups,
    objects,
    followCount,
    unreadCount,
    stamp: stampOf(row),
  };
}

function stampOf({
  lastChange,
  lateChanges,
  followCount,
  recentGroups,
  audiences,
  hiddenFields,
  permissions,
}: SessionRow): string {
  const groups = recentGroups.map((group) => group.id);
  return [
    lastChange,
    lateChanges,
    followCount,
    ...groups,
    ...audiences.toSorted(),
    ...hiddenFields,
    ...permissions,
  ].join(' ');
}

/**
 * Whose session this was, if it ran out less than thirty days ago: what it sent is filed under them. One that was ended
 * by hand may have been stolen and files nothing.
 */
export async function findFormerPerson(tokenHash: string): Promise<string | null> {
  const [row] = await rows<{ personId: string }>(sql`
    select se.person_id as "personId" from sessions se join subjects s on s.id = se.person_id
    where se.token_hash = ${tokenHash} and s.is_active and se.ended_at is null and se.expires_at > now() - interval '30 days'`);
  return row?.personId ?? null;
}
