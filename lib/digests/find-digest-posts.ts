import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { MAX_DIGEST_POSTS } from '@/lib/email/view-models';
import { personJson, placeJson } from '@/lib/feed/posts-sql';
import type { PersonLine, Place } from '@/lib/feed/view-models';
import type { Period } from './rules';

/** A post of a digest, and the group of the reader's under which it stands; null under what they follow. */
export type FoundPost = {
  period: Period;
  day: string;
  itemId: string;
  groupId: string | null;
  groupName: string;
  groupSlug: string;
  isPrivate: boolean;
  quietFrom: number | null;
  quietUntil: number | null;
};

/** How many posts of one subject are looked at. */
const OF_EACH = sql`200`;

/** The smallest id of a moment: ids begin with the time. */
const idAt = (moment: ReturnType<typeof sql>) =>
  sql`(lpad(to_hex(floor(extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid`;

/** The digest with its window, if it waits for its reader. */
const waiting = (s: Scope, digestId: string) => sql`
        select d.period, d.day, ${idAt(sql`d."from"`)} as low, ${idAt(sql`d.until`)} as high,
          coalesce(n.digest, 'daily') = d.period as is_personal, n.quiet_from, n.quiet_until
        from ${s.ownDigests} d left join ${s.ownNotificationSettings} n on true where d.id = ${digestId} and d.state = 'waiting' and coalesce(n.receives_email, true)`;

/** Changes that people talk about come like posts, and all others as a line for their record. */
const isSaid = (s: Scope) =>
  sql`(not e.is_change or exists (select 1 from ${s.items} said where said.id = e.item_id and said.comment_count > 0 offset 0))`;

/**
 * The posts of a waiting digest's window that its reader may see now, newest first. What stands in a group of theirs
 * comes as often as they chose for that group, whoever wrote it, and the rest in the personal digest. Each subject's
 * window is a range read, so what a digest costs depends on what one follows and not on the company.
 */
export function findDigestPosts(s: Scope, digestId: string, now: Date): Promise<FoundPost[]> {
  const { id: me } = s.viewer;
  return s.rows<FoundPost>(sql`
    with digest as materialized (${waiting(s, digestId)}),
      mine as materialized (
        select m.group_id, m.email_frequency = d.period and (m.muted_until is null or m.muted_until <= ${now.toISOString()}::timestamptz) as is_due
        from ${s.ownMemberships} m cross join digest d),
      followed as materialized (
        select f.subject_id, false as is_group from ${s.ownFollows} f join digest d on d.is_personal
        union all select ${me}::uuid, false from digest d where d.is_personal
        union all select m.group_id, true from mine m where m.is_due),
      found as (
        select e.item_id, bool_or(not f.is_group) as is_followed, (array_agg(f.subject_id) filter (where f.is_group))[1] as group_id
        from digest d cross join followed f cross join lateral (
          select e.item_id from ${s.entries} e
          where e.subject_id = f.subject_id and e.item_id >= d.low and e.item_id < d.high and e.actor_id <> ${me} and ${isSaid(s)}
            and (f.is_group or e.reason in ('parent', 'author', 'topic') or (e.reason = 'owner' and f.subject_id = ${me}))
          order by e.item_id desc limit ${OF_EACH}) e
        group by e.item_id),
      chosen as (
        select e.item_id, case when place.group_id is not null then place.group_id when e.is_followed then null else e.group_id end as group_id
        from found e join ${s.items} i on i.id = e.item_id left join mine place on place.group_id = i.subject_id
        where coalesce(place.is_due, true)
          and not exists (select 1 from ${s.places} shut where shut.id = i.subject_id and shut.archived_at > i.activity_at)
          and not exists (select 1 from ${s.ownMutes} m where m.item_id = e.item_id)
          and not exists (select 1 from ${s.ownDigestItems} told where told.item_id = e.item_id)
        order by e.item_id desc limit ${MAX_DIGEST_POSTS})
    select d.period, d.day::text, c.item_id as "itemId", c.group_id as "groupId", coalesce(g.name, '') as "groupName", coalesce(g.slug, '') as "groupSlug",
      coalesce(g.access <> 'public', false) as "isPrivate", d.quiet_from as "quietFrom", d.quiet_until as "quietUntil"
    from chosen c cross join digest d left join ${s.groups} g on g.id = c.group_id order by c.item_id desc`);
}

/** A record, group or profile that changed in a digest's window, with the announcements of it that the reader may see. */
export type FoundChange = Pick<FoundPost, 'period' | 'day' | 'quietFrom' | 'quietUntil'> & {
  place: Place | null;
  /** Whose profile it is, where they changed it themselves. */
  author: PersonLine;
  isPrivate: boolean;
  itemIds: string[];
};

/** Records of one digest that changed; beyond them nobody reads on. */
const MOST_CHANGED = sql`100`;

/** What changed of what one follows or owns, for the personal digest of those who want to hear of it. The latest first. */
export function findDigestChanges(s: Scope, digestId: string): Promise<FoundChange[]> {
  const { id: me } = s.viewer;
  return s.rows<FoundChange>(sql`
    with digest as materialized (select w.* from (${waiting(s, digestId)}) w
        join ${s.people} p on p.id = ${me} and not p.has_fewer_updates where w.is_personal),
      followed as materialized (
        select f.subject_id from ${s.ownFollows} f cross join digest
        union all select ${me}::uuid from digest
        union all select m.group_id from ${s.ownMemberships} m cross join digest where m.muted_until is null),
      found as (
        select distinct e.item_id from digest d cross join followed f cross join lateral (
          select e.item_id from ${s.entries} e
          where e.subject_id = f.subject_id and e.item_id >= d.low and e.item_id < d.high and e.is_change and e.actor_id <> ${me}
            and (e.reason = 'parent' or (e.reason = 'owner' and f.subject_id = ${me}))
          order by e.item_id desc limit ${OF_EACH}) e),
      changed as (
        select i.subject_id, max(i.id::text) as latest, array_agg(i.id order by i.id desc) as ids, bool_or(i.audience is not null) as is_private
        from found e join ${s.items} i on i.id = e.item_id
        where i.comment_count = 0 and not exists (select 1 from ${s.ownMutes} m where m.item_id = i.id)
        group by i.subject_id order by latest desc limit ${MOST_CHANGED})
    select d.period, d.day::text, d.quiet_from as "quietFrom", d.quiet_until as "quietUntil", c.ids as "itemIds", c.is_private as "isPrivate",
      ${placeJson()} as place, ${personJson('au')} as author
    from changed c cross join digest d join ${s.items} i on i.id = c.latest::uuid join ${s.places} pl on pl.id = c.subject_id join ${s.authors} au on au.id = i.author_id
    order by c.latest desc`);
}
