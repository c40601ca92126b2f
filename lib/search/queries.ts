import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { personJson, placeJson } from '@/lib/feed/posts-sql';
import type { PersonLine } from '@/lib/feed/view-models';
import { listObjects } from '@/lib/objects/queries';
import { topicKey } from '@/lib/topics/rules';
import { postUses, recordUses, spelling } from '@/lib/topics/uses-sql';
import type { TopicUses } from '@/lib/topics/view-models';
import { findChangeWords } from '@/lib/tracking/item-words';
import { isEmptyQuery, nameWords, type ParsedQuery, parseQuery } from './parse-query';
import { postgresEngine } from './postgres-engine';
import { findRecordHits } from './record-hits';
import { markQuery, textQuery } from './text-query';
import type { GroupHit, Marked, PostHit, RecordHits } from './view-models';

const NAMES_PER_PAGE = 30;
const START = '\u0002';
const STOP = '\u0003';
/** A text up to here is shown whole: an excerpt would drop "The" from its beginning without saying so. */
const WHOLE = 300;

type HitRow = Omit<PostHit, 'excerpt' | 'comment'> & {
  isChange: boolean;
  excerpt: string;
  comment: { author: string; excerpt: string } | null;
};

/** A headline of the database, cut where it marked the words. What people wrote has no control characters, so none is mistaken. */
function marked(headline: string): Marked {
  return headline.split(new RegExp(`[${START}${STOP}]`));
}

function headline(column: SQL, text: SQL): SQL {
  const marks = `StartSel=${START}, StopSel=${STOP}`;
  const cut = `${marks}, MaxWords=40, MinWords=20, MaxFragments=2, FragmentDelimiter=" … "`;
  const options = sql`case when char_length(${column}) <= ${WHOLE} then ${`${marks}, HighlightAll=true`} else ${cut} end`;
  return sql`ts_headline('public.en', ${column}, ${text}, ${options})`;
}

async function readHits(s: Scope, ids: readonly string[], query: ParsedQuery): Promise<PostHit[]> {
  if (ids.length === 0) return [];
  const text = textQuery(query);
  const comment = text
    ? sql`(select json_build_object('author', ca.name, 'excerpt', ${headline(sql`c.plain`, text)}) from ${s.comments} c join ${s.authors} ca on ca.id = c.author_id
        where c.item_id = i.id and c.search_text @@ ${text} order by c.id limit 1)`
    : sql`null::json`;
  const found = await s.rows<{ hit: HitRow }>(sql`
    select json_build_object('id', i.id, 'isChange', i.kind = 'change', 'author', ${personJson('au')}, 'place', ${placeJson()}, 'createdAt', to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'commentCount', i.comment_count, 'excerpt', ${headline(sql`i.plain`, markQuery(query))}, 'comment', ${comment}) as hit
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as wanted(id, position) join ${s.items} i on i.id = wanted.id
    join ${s.authors} au on au.id = i.author_id join ${s.places} pl on pl.id = i.subject_id order by wanted.position`);
  const words = await findChangeWords(
    s,
    found.filter(({ hit }) => hit.isChange).map(({ hit }) => hit.id),
  );
  return found.map(({ hit: { isChange, ...hit } }) => ({
    ...hit,
    excerpt: isChange ? [words.get(hit.id) ?? ''] : marked(hit.excerpt),
    comment: hit.comment && { ...hit.comment, excerpt: marked(hit.comment.excerpt) },
  }));
}

/** A page of the posts that match in text, comments or topics, newest first, with the found words marked. */
export async function searchPosts(
  viewer: Viewer,
  q: string,
  before?: string,
): Promise<{ items: PostHit[]; next: string | null }> {
  const query = parseQuery(q);
  if (isEmptyQuery(query)) return { items: [], next: null };
  const { ids, next } = await postgresEngine.findPosts(viewer, query, before);
  return { items: await readHits(scope(viewer), ids, query), next };
}

/** Each word begins a word of one of the columns, which are read as one text: each row is folded once, not once per word and column. */
function every(words: string[], columns: SQL[]): SQL {
  const text = sql`lower(concat_ws(' ', '', ${sql.join(columns, sql`, `)}))`;
  const each = words.map((word) => sql`${text} ~ ${`[ -]${word.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`}`);
  return each.length === 0 ? sql`false` : sql.join(each, sql` and `);
}

/** People by any word of their name, title, department or office. */
export async function searchPeople(viewer: Viewer, q: string, limit = NAMES_PER_PAGE): Promise<PersonLine[]> {
  const s = scope(viewer);
  const words = nameWords(parseQuery(q));
  return s.rows<PersonLine>(sql`select p.id, p.handle, p.name, p.title, p.photo_id as "photoId", p.kind, p.is_active as "isActive" from ${s.people} p
    where ${every(words, [sql`p.name`, sql`p.title`, sql`p.department`, sql`p.office`, sql`p.handle`])} order by p.is_active desc, p.name, p.id limit ${limit}`);
}

/** Groups by any word of their name or description, among those the viewer may know of. */
export async function searchGroups(viewer: Viewer, q: string, limit = NAMES_PER_PAGE): Promise<GroupHit[]> {
  const s = scope(viewer);
  const words = nameWords(parseQuery(q));
  return s.rows<GroupHit>(sql`select g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived", g.description, counted.members
    from ${s.groups} g join ${s.memberCounts} counted on counted.group_id = g.id where ${every(words, [sql`g.name`, sql`g.description`])} order by g.archived_at is not null, g.name, g.id limit ${limit}`);
}

/** Records by the words of their name and by `#topic`, of one object or of all. */
export async function searchRecords(viewer: Viewer, q: string, object?: string): Promise<RecordHits> {
  return findRecordHits(scope(viewer), await listObjects(viewer), parseQuery(q), object);
}

/** Topics by the words of their name, counted over visible uses. */
export async function searchTopics(viewer: Viewer, q: string, limit = NAMES_PER_PAGE): Promise<TopicUses[]> {
  const s = scope(viewer);
  const words = nameWords(parseQuery(q)).map(topicKey);
  return s.rows<TopicUses>(sql`select t.key, ${spelling(s, sql`t.id`)} as name, ${postUses(s, sql`t.id`)} as posts,
      ${recordUses(s, sql`t.id`)} as records
    from ${s.topics} t where ${every(words, [sql`t.key`])} order by t.key limit ${limit}`);
}
