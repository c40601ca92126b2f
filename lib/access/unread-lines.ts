import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { MOST_COUNTED, MOST_LOOKED_AT } from '@/lib/notifications/rules';
import { audiencesHeldBy } from './audience';

/**
 * How many lines under the bell of a person `p` are unread, of what they may still see: whoever lost access must not
 * learn from a count that something happens there. Rows are asked for one by one, and audiences only where there are any.
 */
export function unreadLines(): SQL {
  const held = sql`in (${audiencesHeldBy(sql`p.id`)})`;
  const isInternal = sql`p.kind = 'internal'`;
  const item = sql`exists (select 1 from feed_items i where i.id = n.item_id and ((${isInternal} and i.audience is null) or i.audience ${held}))`;
  const group = sql`exists (select 1 from groups g where g.id = n.subject_id and ((${isInternal} and g.access <> 'unlisted') or g.id ${held}))`;
  const record = sql`exists (select 1 from records r where r.id = n.subject_id and r.deleted_at is null and ((${isInternal} and r.audience is null) or r.audience ${held}))`;
  const actor = sql`exists (select 1 from memberships mine join memberships other on other.group_id = mine.group_id
    where mine.person_id = p.id and other.person_id = n.actor_id)`;
  return sql`(select count(*)::int from (select distinct told.thread_key, told.reason, told.liked from (
      select n.thread_key, n.reason, case when n.reason = 'like' then n.comment_id end as liked from notifications n
      where n.person_id = p.id and n.is_on_page and n.read_at is null and (n.item_id is null or ${item}) and (n.subject_id is null or ${group} or ${record})
        and (${isInternal} or n.item_id is not null or n.actor_id is null or ${actor})
      limit ${MOST_LOOKED_AT}) told limit ${MOST_COUNTED + 1}) lines)`;
}
