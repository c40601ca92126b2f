import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { MAX_DIGEST_POSTS } from '@/lib/email/view-models';
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

/**
 * The posts of a waiting digest's window that its reader may see now, newest first. What stands in a group of theirs
 * comes as often as they chose for that group, whoever wrote it, and the rest in the personal digest. Each subject's
 * window is a range read, so what a digest costs depends on what one follows and not on the company.
 */
export function findDigestPosts(s: Scope, digestId: string, now: Date): Promise<FoundPost[]> {
  const { id: me } = s.viewer;
  return s.rows<FoundPost>(sql`
    with digest as materialized (
        select d.period, d.day, ${idAt(sql`d."from"`)} as low, ${idAt(sql`d.until`)} as high,
          coalesce(n.digest, 'daily') = d.period as is_personal, n.quiet_from, n.quiet_until
        from ${s.ownDigests} d left join ${s.ownNotificationSettings} n on true where d.id = ${digestId} and d.state = 'waiting' and coalesce(n.receives_email, true)),
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
          where e.subject_id = f.subject_id and e.item_id >= d.low and e.item_id < d.high and e.actor_id <> ${me} and (f.is_group or e.reason in ('parent', 'author', 'topic'))
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
