import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import { decodeCursor, encodeCursor } from '@/lib/feed/cursor';
import { PAGE_SIZE } from '@/lib/feed/rules';
import type { SearchEngine } from './engine';
import type { ParsedQuery } from './parse-query';
import { textQuery } from './text-query';

/** Items looked through newest first before the word index is asked: where a word is common, they fill the page. */
const WINDOW = 3_000;
/** A word index answer beyond this is a common word, and walking newest first is cheaper again. */
const RARE = 5_000;

const carriesAll = (s: Scope, itemId: SQL, topics: string[]): SQL =>
  topics.length === 0
    ? sql`true`
    : sql`(select count(*) from ${s.topicAssignments} ta join ${s.topics} t on t.id = ta.topic_id
        where ta.item_id = ${itemId} and t.key = any(${sql.param(topics)}::text[])) = ${new Set(topics).size}`;

/** Posts with a topic: a range read of the topic's entries, like its feed. */
function byTopic(s: Scope, { topics }: ParsedQuery, under: SQL): SQL {
  const [first, ...others] = topics;
  return sql`select e.item_id as id from ${s.entries} e
    where e.subject_id = (select t.id from ${s.topics} t where t.key = ${first}) and e.reason = 'topic' and e.item_id ${under}
      and ${carriesAll(s, sql`e.item_id`, others)} order by e.item_id desc limit ${PAGE_SIZE + 1}`;
}

/**
 * Posts whose text, or one of whose comments, matches. Three bounded ways, never a free plan: the newest WINDOW items
 * walked by id; if they do not fill the page, the word index; if that says the word is common after all, the walk goes on.
 */
function byText(s: Scope, query: ParsedQuery, text: SQL, under: SQL): SQL {
  const limit = PAGE_SIZE + 1;
  const carries = carriesAll(s, sql`i.id`, query.topics);
  const matches = sql`(i.search_text @@ (select q from wanted) or exists (
    select 1 from ${s.comments} c where c.item_id = i.id and c.search_text @@ (select q from wanted)))`;
  return sql`with wanted as materialized (select ${text} as q),
    near as materialized (
      select i.id from (select * from ${s.items} i where i.id ${under} order by i.id desc limit ${WINDOW}) i
      where ${matches} and ${carries} order by i.id desc limit ${limit}),
    rare as materialized (
      select i.id from ${s.items} i where (select count(*) from near) < ${limit} and i.search_text @@ ${text} and i.id ${under} limit ${RARE}),
    rare_comments as materialized (
      select c.item_id as id from ${s.comments} c where (select count(*) from near) < ${limit} and c.search_text @@ ${text} and c.item_id ${under} limit ${RARE}),
    far as (
      select i.id from ${s.items} i where i.id in (select id from rare union select id from rare_comments)
        and (select count(*) from rare) < ${RARE} and (select count(*) from rare_comments) < ${RARE} and ${carries}),
    walked as (
      select i.id from ${s.items} i where ((select count(*) from rare) >= ${RARE} or (select count(*) from rare_comments) >= ${RARE})
        and i.id ${under} and ${matches} and ${carries} order by i.id desc limit ${limit})
    select id from (select id from near where (select count(*) from near) >= ${limit}
      union all select id from far union all select id from walked) found order by id desc limit ${limit}`;
}

/** Full text in Postgres, through the viewer's own scope. */
export const postgresEngine: SearchEngine = {
  async findPosts(viewer, query, before) {
    const s = scope(viewer);
    const cursor = decodeCursor(before);
    const under = cursor ? sql`< ${cursor.itemId}::uuid` : sql`is not null`;
    const text = textQuery(query);
    const found = await s.rows<{ id: string }>(text ? byText(s, query, text, under) : byTopic(s, query, under));
    const ids = found.slice(0, PAGE_SIZE).map((row) => row.id);
    const last = ids.at(-1);
    return { ids, next: found.length > PAGE_SIZE && last ? encodeCursor({ itemId: last, activityAt: null }) : null };
  },
};
