import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { answers } from '@/lib/access/abilities';
import type { GroupFacts } from '@/lib/access/facts';
import { overseeGroup } from '@/lib/access/oversee';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { dayIn } from '@/lib/announcements/rules';
import { env } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import { everyone } from '@/lib/feed/everyone';
import { nameOrder } from '@/lib/name-cursor';
import { personLine } from '@/lib/people/line-queries';
import { archivesAt } from './quiet-rules';
import { quietSince } from './quiet-sql';
import { MANAGERS_SHOWN, MEMBERS_SHOWN } from './rules';
import type { GroupView } from './view-models';

type GroupRow = Omit<GroupView, 'isOverseen' | 'can' | 'reach' | 'archivedAt' | 'archivesAt'> & {
  archivedAt: Date | null;
  quietSince: Date | null;
  noticeAt: Date | null;
};

/** What abilities decide on, from what a page shows. */
export function factsOf(group: Omit<GroupFacts, 'audience'>): GroupFacts {
  const { id, name, slug, access, isBroadcast, allowsGuests, isArchived, version, role, hasAsked } = group;
  const audience = access === 'public' ? null : id;
  return { id, name, slug, access, audience, isBroadcast, allowsGuests, isArchived, version, role, hasAsked };
}

/** What managers alone may do: their requests are read and decided by nobody else. */
export const isManager = (role: GroupView['role']) => role === 'owner' || role === 'manager';

/** Of the members who came last as many are looked at, so that a group of thousands is not sorted: some may be deactivated. */
const LOOKED_AT = sql`40`;
const lastOf = (s: Scope) =>
  sql`(select * from ${s.memberships} last where last.group_id = o.id order by last.joined_at desc limit ${LOOKED_AT})`;

/** Members of an open group `o` as JSON, narrowed, ordered and cut by `rest`. */
const lines = (s: Scope, members: SQL, rest: SQL) => sql`(select coalesce(json_agg(found.line), '[]') from (
  select ${personLine('p')} as line from ${members} m join ${s.people} p on p.id = m.person_id
  where m.group_id = o.id and p.is_active ${rest}) found)`;

const looksAfter = sql`and m.role in ('owner', 'manager') order by m.role = 'owner' desc, ${nameOrder(sql`p.name`)} limit ${MANAGERS_SHOWN}`;
const cameLast = sql`order by m.joined_at desc, p.id limit ${MEMBERS_SHOWN}`;

/** What an open group `o` announces on a day. */
const announced = (
  s: Scope,
  today: string,
) => sql`(select json_build_object('id', a.id, 'postId', a.item_id, 'until', a.expires_on)
  from ${s.announcements} a where a.group_id = o.id and a.archived_at is null and a.expires_on >= ${today}::date)`;

async function findGroup(viewer: Viewer, slug: string, today: string): Promise<GroupRow | undefined> {
  const s = scope(viewer);
  const [row] = await s.rows<GroupRow>(sql`
    select g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived", g.description,
      coalesce(o.information_title, '') as "informationTitle", coalesce(o.information, '') as information,
      g.is_broadcast as "isBroadcast", g.allows_guests as "allowsGuests",
      g.is_auto_archive_disabled as "isAutoArchiveDisabled", g.archived_at as "archivedAt", num_nulls(g.archived_at, g.archive_notice_at) = 0 and g.archived_by is null as "isAutoArchived",
      case when o.archived_at is null and not o.is_auto_archive_disabled then o.archive_notice_at end as "noticeAt",
      case when o.archived_at is null and o.archive_notice_at is not null then ${quietSince(s.entries)} end as "quietSince", g.created_at as "createdAt", g.version,
      counted.members as "memberCount", ${announced(s, today)} as announcement, o.id is not null as "isOpen", mine.role, mine.email_frequency as frequency,
      case when mine.muted_until > now() then to_json(mine.muted_until) #>> '{}' end as "mutedUntil",
      (select ${personLine('p')} from ${s.memberships} m join ${s.people} p on p.id = m.person_id
        where m.group_id = g.id and m.role = 'owner') as owner,
      ${lines(s, s.memberships, looksAfter)} as managers, ${lines(s, lastOf(s), cameLast)} as newest,
      (select count(*)::int from ${s.joinRequests} r where r.group_id = g.id and r.status = 'pending' and mine.role in ('owner', 'manager')) as "requestCount",
      exists (select 1 from ${s.joinRequests} r where r.group_id = g.id and r.person_id = ${viewer.id} and r.status = 'pending') as "hasAsked"
    from ${s.groups} g left join ${s.openGroups} o on o.id = g.id left join ${s.memberCounts} counted on counted.group_id = g.id
    left join ${s.ownMemberships} mine on mine.group_id = g.id where g.slug = ${slug.toLowerCase().replaceAll('\0', '').slice(0, 100)}`);
  return row;
}

/**
 * A group by its address, and the eyes to read its feed and members with: those of the viewer, or wider ones where a
 * permission opens what is not theirs. Throws NotFound for a group that never was and for one the viewer may not know.
 */
export async function getGroup(
  viewer: Viewer,
  slug: string,
  now = new Date(),
): Promise<{ group: GroupView; eyes: Viewer }> {
  const eyes = await overseeGroup(viewer, slug);
  const [row, colleagues] = await Promise.all([
    findGroup(eyes, slug, dayIn(env.TIME_ZONE, now)),
    everyone(scope(viewer)),
  ]);
  if (!row) throw new NotFound();
  const { quietSince: since, noticeAt, ...shown } = row;
  const group = {
    ...shown,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    archivesAt: (since && archivesAt({ since, noticeAt }))?.toISOString() ?? null,
    createdAt: new Date(row.createdAt).toISOString(),
    isOverseen: eyes !== viewer,
    reach: row.access === 'public' ? { name: null, people: colleagues } : { name: row.name, people: row.memberCount },
    can: { ...answers('group', viewer, factsOf(row)), decide: isManager(row.role) },
  };
  return { group, eyes };
}
