import 'server-only';
import { sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { topicKey } from './rules';
import { postUses, recordUses, spelling } from './uses-sql';
import type { TopicPage, TopicSummary, TopicUses } from './view-models';

const TOPICS_PER_PAGE = 60;
const RELATED = 5;
const TRENDING = 5;
/** Topics that rose most, among which likes and comments decide: they are read for these only. */
const CANDIDATES = sql`25`;
/** Uses looked at for what trends; a week of a large company. */
const RECENT_USES = sql`5000`;

/** The topic of a name in any spelling. Throws NotFound where the viewer can see no use of it. */
export async function getTopic(viewer: Viewer, name: string): Promise<TopicPage> {
  const s = scope(viewer);
  const [topic] = await s.rows<Omit<TopicPage, 'related' | 'groups'>>(sql`
    select t.id, t.key, ${spelling(s, sql`t.id`)} as name,
      exists (select 1 from ${s.ownFollows} f where f.subject_id = t.id) as "isFollowed",
      (select count(*)::int from ${s.followers} f where f.subject_id = t.id) as followers,
      ${postUses(s, sql`t.id`)} as posts, ${recordUses(s, sql`t.id`)} as records
    from ${s.topics} t where t.key = ${topicKey(name)}`);
  if (!topic) throw new NotFound();
  const [related, groups] = await Promise.all([listRelated(s, topic.id), listTopicGroups(s, topic.id)]);
  return { ...topic, related, groups };
}

/** Topics that often stand on the same posts. */
function listRelated(s: Scope, topicId: string): Promise<TopicSummary[]> {
  return s.rows<TopicSummary>(sql`
    select t.key, ${spelling(s, sql`t.id`)} as name, beside.posts from (
      select other.topic_id, count(*)::int as posts from (
        select a.item_id from ${s.topicAssignments} a where a.topic_id = ${topicId} order by a.item_id desc limit 1000) newest
      join ${s.topicAssignments} other on other.item_id = newest.item_id and other.topic_id <> ${topicId}
      group by other.topic_id order by posts desc, other.topic_id limit ${RELATED}) beside
    join ${s.topics} t on t.id = beside.topic_id order by beside.posts desc, t.key`);
}

/** Groups that used it lately, as far as they are open to the viewer. */
function listTopicGroups(s: Scope, topicId: string): Promise<TopicPage['groups']> {
  return s.rows<TopicPage['groups'][number]>(sql`
    select g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived" from (
      select i.subject_id, max(i.id::text) as newest from (
        select a.item_id from ${s.topicAssignments} a where a.topic_id = ${topicId} order by a.item_id desc limit 500) used
      join ${s.items} i on i.id = used.item_id group by i.subject_id) place
    join ${s.openGroups} g on g.id = place.subject_id order by place.newest desc limit ${RELATED}`);
}

/** All topics with a visible use, by name, a page at a time; `after` is the key of the last one. */
export async function listTopics(viewer: Viewer, { q, after }: { q?: string | undefined; after?: string | undefined }) {
  const s = scope(viewer);
  const begins = q ? `${topicKey(q).replace(/[\\%_]/g, '\\$&')}%` : null;
  const found = await s.rows<TopicUses>(sql`
    select t.key, ${spelling(s, sql`t.id`)} as name, ${postUses(s, sql`t.id`)} as posts, ${recordUses(s, sql`t.id`)} as records
    from ${s.topics} t where ${begins ? sql`t.key like ${begins}` : sql`true`} and ${after ? sql`t.key > ${after}` : sql`true`}
    order by t.key limit ${TOPICS_PER_PAGE + 1}`);
  const items = found.slice(0, TOPICS_PER_PAGE);
  return { items, next: found.length > TOPICS_PER_PAGE ? (items.at(-1)?.key ?? null) : null };
}

/** What the viewer follows, for the topics page. */
export function listFollowedTopics(viewer: Viewer): Promise<TopicUses[]> {
  const s = scope(viewer);
  return s.rows<TopicUses>(sql`
    select t.key, ${spelling(s, sql`t.id`)} as name, ${postUses(s, sql`t.id`)} as posts, ${recordUses(s, sql`t.id`)} as records
    from ${s.ownFollows} f join ${s.topics} t on t.id = f.subject_id order by t.key limit 500`);
}

/**
 * What is talked about more than usual (spec 5): visible uses of the last week against those of the three weeks before,
 * so that a spike counts and steady favourites do not. Likes and comments of the posts weigh in. Top five.
 */
export function listTrending(viewer: Viewer): Promise<TopicSummary[]> {
  const s = scope(viewer);
  return s.rows<TopicSummary>(sql`
    with used as materialized (
        select a.topic_id, a.item_id, a.assigned_at > now() - interval '7 days' as is_recent from ${s.topicAssignments} a
        where a.assigned_at > now() - interval '28 days' order by a.assigned_at desc limit ${RECENT_USES}),
      risen as (
        select u.topic_id, count(*) filter (where u.is_recent)::int as posts, 1 + count(*) filter (where not u.is_recent) / 3.0 as usual
        from used u group by u.topic_id having count(*) filter (where u.is_recent) > 0
        order by count(*) filter (where u.is_recent) / (1 + count(*) filter (where not u.is_recent) / 3.0) desc, u.topic_id limit ${CANDIDATES})
    select t.key, ${spelling(s, sql`t.id`)} as name, hot.posts from (
      select risen.topic_id, risen.posts, sum(1 + ln(1 + i.like_count + 2 * i.comment_count)) / risen.usual as heat
      from risen join used u on u.topic_id = risen.topic_id and u.is_recent join ${s.items} i on i.id = u.item_id
      group by risen.topic_id, risen.posts, risen.usual order by heat desc, risen.topic_id limit ${TRENDING}) hot
    join ${s.topics} t on t.id = hot.topic_id order by hot.heat desc, t.key`);
}
