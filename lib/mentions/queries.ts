import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { canSee } from '@/lib/access/audience';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { isId } from '@/lib/ids';
import { parseQuery } from '@/lib/search/parse-query';
import { nearestName, recordMatches } from '@/lib/search/record-words';
import { topicKey } from '@/lib/topics/rules';
import { recordUses, spelling } from '@/lib/topics/uses-sql';

/** One line of the list that opens while typing: what to insert, how it shows, and a note that greys it. */
export type Completion = { value: string; label: string; detail: string; note?: string };

const COMPLETIONS = 8;
const LISTED = sql`8`;
/** Uses looked at for what is used lately, and the most that are counted of one topic. */
const LATELY = sql`1000`;
const MANY = 100;
const COUNTED = sql`100`;
/** Names of records looked at for those that are nearest. */
const LOOKED_AT = sql`500`;

const escaped = (text: string) => text.toLowerCase().replace(/[\\%_]/g, '\\$&');

type Found = { handle: string; name: string; detail: string; note: string | null };

/** The audience of the place that is written to: a restricted group open to the viewer, else everyone. */
async function audienceOf(viewer: Viewer, placeId: string): Promise<string | null> {
  if (!isId(placeId)) return null;
  const s = scope(viewer);
  const [group] = await s.rows<{ id: string }>(
    sql`select g.id from ${s.openGroups} g where g.id = ${placeId} and g.access <> 'public'`,
  );
  return group?.id ?? null;
}

/**
 * People and groups whose name or handle begins with what was typed, any word of it. People who cannot see the place
 * come last with a note; groups that the viewer may not mention do not come at all.
 */
export async function completeMention(viewer: Viewer, typed: string, placeId: string): Promise<Completion[]> {
  const s = scope(viewer);
  const begin = `${escaped(typed)}%`;
  const named = (name: string, handle: string) =>
    sql`(lower(${sql.identifier(name)}) like ${begin} or lower(${sql.identifier(name)}) like ${`% ${begin}`} or ${sql.identifier(handle)} like ${begin})`;
  const audience = await audienceOf(viewer, placeId);
  const found = await s.rows<Found>(sql`
    select * from (
      select c.handle, c.name, concat_ws(' · ', nullif(c.title, ''), nullif(c.out_of_office, '')) as detail,
        case when ${canSee(sql`c.id`, sql`c.kind`, audience)} then null else 'cannot see this place' end as note
      from ${s.people} c where c.is_active and ${named('name', 'handle')} order by c.name limit 50) people
    union all select * from (
      select c.slug, c.name, 'Group', null from ${s.groups} c
      where c.access <> 'unlisted' and c.archived_at is null and ${named('name', 'slug')}
        and (c.access = 'public' or c.id in (select m.group_id from ${s.ownMemberships} m)) order by c.name limit 20) groups
    order by note nulls first, name limit ${COMPLETIONS}`);
  return found.map(({ handle, name, detail, note }) => ({
    value: `@${handle} `,
    label: name,
    detail,
    ...(note ? { note } : {}),
  }));
}

/** Records with a name whose words begin with what was typed, nearest first, among those that the viewer may see. */
export async function completeRecord(viewer: Viewer, typed: string): Promise<Completion[]> {
  const s = scope(viewer);
  const query = parseQuery(typed.replace(/[#"]/g, ' '));
  const found = await s.rows<{ id: string; name: string; object: string }>(sql`
    with found as materialized (
      select r.id, r.name, r.object_id from ${s.records} r where ${recordMatches(s, query)} limit ${LOOKED_AT})
    select f.id, f.name, o.label as object from found f join ${s.objects} o on o.id = f.object_id
    order by ${nearestName(sql`f.name`, query.text)}, f.id limit ${LISTED}`);
  return found.map(({ id, name, object }) => ({ value: `/[${id}] `, label: name, detail: object }));
}

/**
 * Topics that begin with what was typed, among those with a visible use: those that were used most lately, then the
 * first by name. How often they were used is counted up to a bound.
 */
export async function completeTopic(viewer: Viewer, typed: string): Promise<Completion[]> {
  const s = scope(viewer);
  const begins = (key: SQL) => sql`${key} collate "C" like ${`${escaped(topicKey(typed))}%`}`;
  const found = await s.rows<{ name: string; posts: number; records: number }>(sql`
    with lately as (
      select t.id, t.key from (select a.topic_id from ${s.topicAssignments} a order by a.assigned_at desc limit ${LATELY}) used
      join ${s.topicKeys} t on t.id = used.topic_id where ${begins(sql`t.key`)}
      group by t.id, t.key order by count(*) desc, t.key limit ${LISTED}),
    by_name as (select t.id, t.key from ${s.topics} t where ${begins(sql`t.key`)} order by t.key collate "C" limit ${LISTED})
    select ${spelling(s, sql`t.id`)} as name, ${recordUses(s, sql`t.id`, MANY)} as records,
      (select count(*)::int from (select 1 from ${s.topicAssignments} a where a.topic_id = t.id limit ${COUNTED}) counted) as posts
    from (select * from lately union select * from by_name) t order by posts desc, t.key limit ${LISTED}`);
  return found.map(({ name, posts, records }) => ({
    value: /^[\p{L}\p{N}_-]+$/u.test(name) ? `#${name} ` : `#[${name}] `,
    label: `#${name}`,
    detail: posts === 0 && records > 0 ? countWords(records, 'record') : countWords(posts, 'post'),
  }));
}

function countWords(uses: number, thing: 'post' | 'record'): string {
  if (uses === 1) return `1 ${thing}`;
  return uses < MANY ? `${uses} ${thing}s` : `over ${MANY - 1} ${thing}s`;
}
