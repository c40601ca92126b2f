import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import type { Show } from '@/lib/reading/rules';
import { readEntries, unreadEntries } from '@/lib/reading/unread-sql';
import { type Cursor, decodeCursor, encodeCursor } from './cursor';
import { type FeedSort, PAGE_SIZE, type RecordShow } from './rules';
import { sieveOf } from './sieve';

/** What one page of a feed is asked for. */
export type FeedQuery = {
  sort?: FeedSort;
  before?: string | undefined;
  q?: string | undefined;
  /** Of a group that one is in: what one has still to read, or what one has read. Of a record: its changes, or what people said. */
  show?: Show | RecordShow | undefined;
  /** Only what stands on a record of this object, in a `group` or on the profile of a `person`. */
  about?: string | undefined;
  /** What I Follow without the changes that nobody has commented on. */
  hasFewerUpdates?: boolean | undefined;
};

export type FoundItems = { ids: string[]; next: string | null };

type Found = { itemId: string; activityAt: Date };

// These numbers are part of the statements' text: a plan that is made once and kept must know them.
/** PAGE_SIZE and one more, which tells whether there is a next page. */
const PAGE = sql`21`;
/** How many of the newest entries Home looks at first, and then if those do not fill a page: 500 and 3,000 items of two to three entries. */
const NEAR = sql`1250`;
const WINDOW = sql`7500`;
/** How far back a search inside one feed looks. */
const SEARCHED = sql`3000`;

/** The same for each of the subjects that someone follows. */
const SEARCHED_EACH = sql`200`;
/** And where only changes are left out that nobody has commented on. */
const SIFTED_EACH = sql`60`;

type Page = { cursor: Cursor | null; sort: FeedSort };

function pageOf({ sort = 'latest', before }: FeedQuery): Page {
  const cursor = decodeCursor(before);
  const fits = cursor !== null && (sort === 'activity') === (cursor.activityAt !== null);
  return { cursor: fits ? cursor : null, sort };
}

/** The condition "after the cursor" on the columns of a table alias, in the order of the page. */
function under({ cursor, sort }: Page, alias: string, itemColumn = 'item_id'): SQL {
  const item = sql`${sql.identifier(alias)}.${sql.identifier(itemColumn)}`;
  if (!cursor) return sql`true`;
  if (sort === 'latest') return sql`${item} < ${cursor.itemId}::uuid`;
  return sql`(${sql.identifier(alias)}.activity_at, ${item}) < (${cursor.activityAt}::timestamptz, ${cursor.itemId}::uuid)`;
}

function order(sort: FeedSort, alias: string, itemColumn = 'item_id'): SQL {
  const item = sql`${sql.identifier(alias)}.${sql.identifier(itemColumn)} desc`;
  return sort === 'latest' ? item : sql`${sql.identifier(alias)}.activity_at desc, ${item}`;
}

async function cut(s: Scope, page: Page, query: SQL): Promise<FoundItems> {
  const found = await s.rows<Found>(query);
  const items = found.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  const hasMore = found.length > PAGE_SIZE && last !== undefined;
  const activityAt = page.sort === 'activity' && last ? last.activityAt : null;
  return {
    ids: items.map((item) => item.itemId),
    next: hasMore ? encodeCursor({ itemId: last.itemId, activityAt }) : null,
  };
}

const columns = (alias: string, itemColumn = 'item_id') =>
  sql`${sql.identifier(alias)}.${sql.identifier(itemColumn)} as "itemId", ${sql.identifier(alias)}.activity_at as "activityAt"`;

const showing: Record<Show | RecordShow, (s: Scope, subjectId: string) => SQL> = {
  unread: unreadEntries,
  read: readEntries,
  changes: () => sql`e.is_change`,
  conversation: () => sql`not e.is_change`,
};

/**
 * One subject's feed: a range read of its entries.
 * With words it keeps the items whose text or comments hold them, within the newest SEARCHED entries.
 */
export function findBySubject(s: Scope, subjectId: string, query: FeedQuery): Promise<FoundItems> {
  const page = pageOf(query);
  const shown = query.show ? sql` and ${showing[query.show](s, subjectId)}` : sql``;
  const range = sql`select e.item_id, e.activity_at from ${s.entries} e
    where e.subject_id = ${subjectId} and e.reason <> 'owner' and ${under(page, 'e')}${shown} order by ${order(page.sort, 'e')}`;
  const sieve = sieveOf(s, query, sql`e.item_id`);
  if (!sieve) return cut(s, page, sql`select ${columns('e')} from (${range} limit ${PAGE}) e`);
  return cut(
    s,
    page,
    sql`select ${columns('e')} from (${range} limit ${SEARCHED}) e
      where ${sieve} order by ${order(page.sort, 'e')} limit ${PAGE}`,
  );
}

/** Whether an item `i` rests: posts of an archived group leave the other feeds until someone comments (spec 2.8). */
const rests = (s: Scope) =>
  sql`exists (select 1 from ${s.places} shut where shut.id = i.subject_id and shut.archived_at > i.activity_at)`;

/**
 * The same of the item of an entry `e`, and of what the viewer changed: one's own changes are for one's profile (spec 3).
 * `offset 0` keeps it a question for each row that is about to be shown, never a join.
 */
const entryRests = (s: Scope) =>
  sql`exists (select 1 from ${s.items} i where i.id = e.item_id and (${rests(s)} or (i.kind = 'change' and i.author_id = ${s.viewer.id})) offset 0)`;

/**
 * What I Follow. A bounded look at the newest entries of all, hashed against what the viewer follows, and a longer one
 * if that does not fill the page; only then the newest of each followed subject, merged. The planner is never left to
 * choose between them. Mention entries count for groups only: someone's mentions are not their followers' business. What stands
 * on a record of the viewer's has an owner entry, which is for the owner alone.
 */
export function findHome(s: Scope, query: FeedQuery): Promise<FoundItems> {
  const page = pageOf(query);
  const sieve = sieveOf(s, query, sql`e.item_id`);
  const before = (alias: string) => under(page, alias);
  const mine = sql`select mine.subject_id from followed mine`;
  const newest = (count: SQL) =>
    page.sort === 'latest'
      ? s.newestEntries(before('feed_entries'), count, mine)
      : s.bumpedEntries(before('feed_entries'), count, mine);
  const counts = sql`(f.is_group or e.reason in ('parent', 'author', 'topic') or (e.reason = 'owner' and f.subject_id = ${s.viewer.id}))`;
  const isHeard = sql`e.item_id not in (select m.item_id from ${s.ownMutes} m)`;
  const matching = sieve ?? sql`true`;
  // What stands on a record stands below it alone: those of other objects need no look.
  const places = query.about
    ? sql` where not exists (select 1 from ${s.places} other where other.id = f.subject_id and other.kind = 'record' and other.object <> ${query.about})`
    : sql``;
  const isShort = (table: SQL) => sql`(select count(*) from ${table}) < ${PAGE}`;
  const found = sql`select e.item_id, max(e.activity_at) as activity_at`;
  const byOrder = page.sort === 'latest' ? sql`e.item_id desc` : sql`max(e.activity_at) desc, e.item_id desc`;
  // What costs a look at the item itself is asked in the order of the page, and so only until the page is full.
  const look = (count: SQL, isDue: SQL) => sql`select e.* from (
      ${found} from ${newest(count)} e join followed f on f.subject_id = e.subject_id where ${counts} and ${isHeard} and ${isDue}
      group by e.item_id order by ${byOrder} offset 0) e
    where not ${entryRests(s)} and ${matching} order by ${order(page.sort, 'e')} limit ${PAGE}`;
  const ofSubject = (count: SQL) => sql`select e.item_id, e.activity_at, e.reason from ${s.entries} e
    where e.subject_id = f.subject_id and ${before('e')} and ${counts} and ${isHeard} and not ${entryRests(s)} order by ${order(page.sort, 'e')} limit ${count}`;
  const newestOf = (count: SQL) =>
    sieve
      ? sql`select e.* from (${ofSubject(query.q || query.about ? SEARCHED_EACH : SIFTED_EACH)}) e where ${matching} order by ${order(page.sort, 'e')} limit ${count}`
      : ofSubject(count);
  // A page cannot hold what is older than the newest items of as many subjects as it has places.
  const key = (alias: string) =>
    page.sort === 'latest'
      ? sql`${sql.identifier(alias)}.item_id`
      : sql`${sql.identifier(alias)}.activity_at, ${sql.identifier(alias)}.item_id`;
  const lastHead = sql`select ${key('top')} from (select distinct ${key('h')} from heads h order by ${order(page.sort, 'h')} limit ${PAGE}) top
    order by ${key('top')} limit 1`;
  return cut(
    s,
    page,
    sql`with followed as materialized (
        select f.subject_id, false as is_group from ${s.ownFollows} f${places}
        union all select ${s.viewer.id}::uuid, false
        union all select m.group_id, true from ${s.ownMemberships} m),
      near as materialized (${look(NEAR, sql`true`)}),
      middle as materialized (${look(WINDOW, isShort(sql`near`))}),
      heads as materialized (
        select f.subject_id, f.is_group, e.item_id, e.activity_at from followed f cross join lateral (${newestOf(sql`1`)}) e
        where ${isShort(sql`near`)} and ${isShort(sql`middle`)}),
      far as (
        ${found} from (select h.* from heads h where (${key('h')}) >= (${lastHead})) f cross join lateral (${newestOf(PAGE)}) e group by e.item_id)
    select ${columns('found')} from (
      select * from near where not ${isShort(sql`near`)} union all select * from middle where not ${isShort(sql`middle`)}
      union all select * from far) found
    order by ${order(page.sort, 'found')} limit ${PAGE}`,
  );
}

/** Everything visible, newest first, without record changes. For guests: the feeds of their groups, merged. */
export function findCompany(s: Scope, query: FeedQuery): Promise<FoundItems> {
  const page = pageOf(query);
  if (s.viewer.kind === 'guest') {
    const sieve = sieveOf(s, query, sql`e.item_id`);
    return cut(
      s,
      page,
      sql`select ${columns('e')} from (
        select e.item_id, max(e.activity_at) as activity_at from ${s.ownMemberships} m cross join lateral (
          select e.item_id, e.activity_at from ${s.entries} e where e.subject_id = m.group_id and not e.is_change and not ${entryRests(s)} and ${under(page, 'e')}
          order by ${order(page.sort, 'e')} limit ${sieve ? SEARCHED : PAGE}) e group by e.item_id) e
      where ${sieve ?? sql`true`} order by ${order(page.sort, 'e')} limit ${PAGE}`,
    );
  }
  const sieve = sieveOf(s, query, sql`i.id`);
  const range = sql`select i.id, i.activity_at from ${s.items} i where i.kind <> 'change' and not ${rests(s)} and ${under(page, 'i', 'id')} order by ${order(page.sort, 'i', 'id')}`;
  return cut(
    s,
    page,
    sql`select ${columns('i', 'id')} from (${range} limit ${sieve ? SEARCHED : PAGE}) i
      where ${sieve ?? sql`true`} order by ${order(page.sort, 'i', 'id')} limit ${PAGE}`,
  );
}

/** To Me: what mentions me, what others post on my profile, my posts that were answered, and what I commented on. */
export function findToMe(s: Scope, query: FeedQuery): Promise<FoundItems> {
  const page = pageOf(query);
  const sieve = sieveOf(s, query, sql`e.item_id`);
  const me = s.viewer.id;
  const limit = sieve ? SEARCHED : PAGE;
  return cut(
    s,
    page,
    sql`with mine as (
        select e.item_id, e.activity_at from ${s.entries} e join ${s.items} i on i.id = e.item_id
        where e.subject_id = ${me} and e.reason <> 'owner' and (e.reason = 'mention' or e.actor_id <> ${me} or i.comment_count > 0) and ${under(page, 'e')}
        order by ${order(page.sort, 'e')} limit ${limit}),
      commented as (
        select i.id as item_id, i.activity_at from ${s.items} i
        where i.id in (select c.item_id from ${s.comments} c where c.author_id = ${me} order by c.item_id desc limit ${SEARCHED}) and ${under(page, 'i', 'id')}
        order by ${order(page.sort, 'i', 'id')} limit ${limit})
    select ${columns('e')} from (select * from mine union select * from commented) e
    where ${sieve ?? sql`true`} order by ${order(page.sort, 'e')} limit ${PAGE}`,
  );
}

/** What the viewer keeps for themself: bookmarks or mutes. */
export function findKept(s: Scope, kept: SQL, query: FeedQuery): Promise<FoundItems> {
  const page = pageOf(query);
  const sieve = sieveOf(s, query, sql`i.id`);
  return cut(
    s,
    page,
    sql`select ${columns('i', 'id')} from ${s.items} i where i.id in (select k.item_id from ${kept} k) and ${under(page, 'i', 'id')}
      and ${sieve ?? sql`true`} order by ${order(page.sort, 'i', 'id')} limit ${PAGE}`,
  );
}
