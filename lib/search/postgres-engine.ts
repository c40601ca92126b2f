import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import { decodeCursor, encodeCursor } from '@/lib/feed/cursor';
import { PAGE_SIZE } from '@/lib/feed/rules';
import type { SearchEngine } from './engine';
import type { ParsedQuery } from './parse-query';
import { textQuery } from './text-query';

// These numbers are part of the statements' text: a plan that is made once and kept must know them.
const PAGE = sql`21`;
/** Items looked through newest first to begin with: where a word is common, they fill the page. */
const NEAR = sql`600`;
/** With as many of those found the word is so common that walking on finds the rest sooner than the word index would. */
const COMMON = sql`3`;
/** The most that the word index may answer with before it is given up for the walk. */
const RARE = sql`6000`;

const topicId = (s: Scope, key: string) => sql`(select t.id from ${s.topics} t where t.key = ${key})`;

const carries = (s: Scope, itemId: SQL, topics: readonly string[]): SQL =>
  sql.join(
    [
      sql`true`,
      ...topics.map(
        (key) =>
          sql`exists (select 1 from ${s.topicAssignments} ta where ta.item_id = ${itemId} and ta.topic_id = ${topicId(s, key)} offset 0)`,
      ),
    ],
    sql` and `,
  );

/** Posts with a topic, newest first: a range read of the topic's entries, like its feed. */
function withTopic(s: Scope, [first = '', ...others]: readonly string[], under: SQL): SQL {
  return sql`select e.item_id as id from ${s.entries} e
    where e.subject_id = ${topicId(s, first)} and e.reason = 'topic' and e.item_id ${under}
      and ${carries(s, sql`e.item_id`, others)} order by e.item_id desc`;
}

/** All posts that a query's topics leave, newest first. */
function candidates(s: Scope, { topics }: ParsedQuery, under: SQL): SQL {
  if (topics.length > 0) return withTopic(s, topics, under);
  return sql`select i.id from ${s.items} i where i.id ${under} order by i.id desc`;
}

/**
 * Posts whose text, or one of whose comments, matches. Bounded ways, never a free plan: the newest of the candidates are
 * walked; if they do not fill the page, the word index is asked, or, where the word is common after all, the walk goes
 * on. `offset 0` keeps Postgres from hashing every comment there is to answer for one.
 */
function byText(s: Scope, query: ParsedQuery, text: SQL, under: SQL): SQL {
  const matches = sql`(i.search_text @@ (select q from wanted) or i.comment_count > 0 and exists (
    select 1 from ${s.comments} c where c.item_id = i.id and c.search_text @@ (select q from wanted) offset 0))`;
  const walk = (count: SQL) => sql`select i.id from (${candidates(s, query, under)} ${count}) found
    cross join lateral (select * from ${s.items} one where one.id = found.id) i where ${matches}`;
  const isShort = sql`(select count(*) from near) < ${PAGE}`;
  const isRare = sql`(select count(*) from near) < ${COMMON}`;
  const isBounded = sql`(select count(*) from rare) < ${RARE} and (select count(*) from rare_comments) < ${RARE}`;
  return sql`with wanted as materialized (select ${text} as q),
    near as materialized (${walk(sql`limit ${NEAR}`)} order by i.id desc limit ${PAGE}),
    rare as materialized (
      select i.id from ${s.items} i where ${isRare} and i.search_text @@ ${text} and i.id ${under} limit ${RARE}),
    rare_comments as materialized (
      select c.item_id as id from ${s.comments} c where ${isRare} and c.search_text @@ ${text} and c.item_id ${under} limit ${RARE}),
    far as (
      select i.id from (select id from rare union select id from rare_comments) i
      where ${isRare} and ${isBounded} and ${carries(s, sql`i.id`, query.topics)}),
    walked as (select i.id from (${walk(sql``)} and ${isShort} and not (${isRare} and ${isBounded}) limit ${PAGE}) i)
    select id from (select id from near where not ${isShort}
      union all select id from far union all select id from walked) found order by id desc limit ${PAGE}`;
}

/** Full text in Postgres, through the viewer's own scope. */
export const postgresEngine: SearchEngine = {
  async findPosts(viewer, query, before) {
    const s = scope(viewer);
    const cursor = decodeCursor(before);
    const under = cursor ? sql`< ${cursor.itemId}::uuid` : sql`is not null`;
    const text = textQuery(query);
    const found = await s.rows<{ id: string }>(
      text ? byText(s, query, text, under) : sql`${withTopic(s, query.topics, under)} limit ${PAGE}`,
    );
    const ids = found.slice(0, PAGE_SIZE).map((row) => row.id);
    const last = ids.at(-1);
    return { ids, next: found.length > PAGE_SIZE && last ? encodeCursor({ itemId: last, activityAt: null }) : null };
  },
};
