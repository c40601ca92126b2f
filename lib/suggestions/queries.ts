import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { GroupLine, PersonLine } from '@/lib/feed/view-models';
import { personLine } from '@/lib/people/line-queries';
import { RAIL_SIZE, type Reason } from './rules';
import type { Suggestion } from './view-models';

/** How much is looked at, so that the cost does not grow with the company: the last follows, and theirs. */
// Numbers of limits are part of the statements' text: a plan that is made once and kept must know them.
const OWN_FOLLOWS = sql`20`;
const THEIR_FOLLOWS = sql`20`;
const CANDIDATES = sql`40`;
const COUNTED = sql`100`;
const NEW_DAYS = 14;

const lastFollowed = (s: Scope) =>
  sql`followed as (select p.id, p.name from (select f.subject_id from ${s.ownFollows} f order by f.created_at desc limit ${OWN_FOLLOWS}) f join ${s.people} p on p.id = f.subject_id)`;

const isNew = (id: SQL, s: Scope) =>
  sql`${id} <> ${s.viewer.id} and not exists (select 1 from ${s.ownFollows} own where own.subject_id = ${id})`;

type PersonRow = { person: PersonLine; kind: Reason['kind']; name: string | null; count: number };

/** Manager, reports, peers, who those that one follows follow, and who is new: each reason bounded, the strongest kept. */
async function nearPeople(s: Scope, size: number): Promise<PersonRow[]> {
  return s.rows<PersonRow>(sql`
    with ${lastFollowed(s)},
    me as (select p.id, p.manager_id from ${s.people} p where p.id = ${s.viewer.id}),
    theirs as (select next.subject_id as id, min(followed.name) as name, count(*)::int as count
      from followed cross join lateral (select f.subject_id from ${s.follows} f where f.person_id = followed.id order by f.created_at desc limit ${THEIR_FOLLOWS}) next
      group by next.subject_id order by count(*) desc limit ${CANDIDATES}),
    candidates as (
      select me.manager_id as id, 1 as rank, 'manager' as kind, null as name, 0 as count from me
      union all (select p.id, 2, 'report', null, 0 from ${s.people} p where p.manager_id = ${s.viewer.id} order by p.name limit ${CANDIDATES})
      union all (select p.id, 3, 'peer', null, 0 from ${s.people} p join me on me.manager_id = p.manager_id order by p.name limit ${CANDIDATES})
      union all (select theirs.id, 4, 'followed_by_followed', theirs.name, theirs.count from theirs)
      union all (select p.id, 5, 'new', null, 0 from ${s.people} p where p.created_at > now() - make_interval(days => ${NEW_DAYS}) order by p.created_at desc limit ${CANDIDATES})),
    strongest as (select distinct on (c.id) c.* from candidates c order by c.id, c.rank)
    select ${personLine('p')} as person, c.kind, c.name, c.count
    from strongest c join ${s.people} p on p.id = c.id
    where p.is_active and ${isNew(sql`p.id`, s)} order by c.rank, c.count desc, p.name limit ${size}`);
}

/** Those of one's own office or department whom most people follow, counted up to a bound. */
async function popularPeople(s: Scope, size: number): Promise<PersonRow[]> {
  return s.rows<PersonRow>(sql`
    select ${personLine('p')} as person, 'popular' as kind, null as name, popular.count
    from (select p.* from ${s.people} p join ${s.people} me on me.id = ${s.viewer.id} and (p.office = me.office or p.department = me.department)
      where p.is_active and ${isNew(sql`p.id`, s)} order by p.id limit ${CANDIDATES}) p
    cross join lateral (select count(*)::int as count from (select 1 from ${s.follows} f where f.subject_id = p.id limit ${COUNTED}) f) popular
    where popular.count > 0 order by popular.count desc, p.name limit ${size}`);
}

function reasonOf({ kind, name, count }: Pick<PersonRow, 'kind' | 'name' | 'count'>): Reason {
  if (kind === 'followed_by_followed') return { kind, name: name ?? '', others: count - 1 };
  if (kind === 'popular') return { kind, followers: count };
  if (kind === 'members_followed' || kind === 'popular_group') return { kind, members: count };
  return { kind };
}

async function suggestPeople(s: Scope, size: number): Promise<Suggestion[]> {
  const near = await nearPeople(s, size);
  const more = near.length < size ? await popularPeople(s, size) : [];
  const rows = [...near, ...more.filter((row) => near.every(({ person }) => person.id !== row.person.id))];
  return rows.slice(0, size).map((row) => ({ kind: 'person', person: row.person, reason: reasonOf(row) }));
}

type GroupRow = { group: GroupLine; kind: Reason['kind']; name: null; count: number };

const groupLine = sql`json_build_object('id', g.id, 'slug', g.slug, 'name', g.name, 'access', g.access, 'photoId', g.photo_id, 'isArchived', false)`;

/** Groups that one may join with a click: public ones only, so that nothing of closed ones shows, least of all who is in them. */
const joinable = (s: Scope) =>
  sql`(select g.* from ${s.openGroups} g where g.access = 'public' and g.archived_at is null
    and not exists (select 1 from ${s.ownMemberships} own where own.group_id = g.id))`;

async function suggestGroups(s: Scope, size: number): Promise<Suggestion[]> {
  if (s.viewer.kind === 'guest') return [];
  const rows = await s.rows<GroupRow>(sql`
    with ${lastFollowed(s)},
    joined as (select m.group_id, count(*)::int as count from followed join ${s.memberships} m on m.person_id = followed.id group by m.group_id),
    candidates as (select g.id, joined.count from ${joinable(s)} g left join joined on joined.group_id = g.id
      order by joined.count desc nulls last, g.id desc limit ${CANDIDATES})
    select ${groupLine} as group, case when c.count is null then 'popular_group' else 'members_followed' end as kind, coalesce(c.count, all_members.count) as count
    from candidates c join ${s.openGroups} g on g.id = c.id
    cross join lateral (select least(g.member_count, ${COUNTED}) as count) all_members
    where c.count is not null or all_members.count > 1
    order by c.count desc nulls last, all_members.count desc, g.name limit ${size}`);
  return rows.map((row) => ({ kind: 'group', group: row.group, reason: reasonOf(row) }));
}

/** Two people to one group, and more of one kind where the other has run out. */
function mixed(people: Suggestion[], groups: Suggestion[], size: number): Suggestion[] {
  const forGroups = Math.max(size - people.length, Math.min(groups.length, Math.floor(size / 3)));
  const chosen = groups.slice(0, forGroups);
  return [...people.slice(0, size - chosen.length), ...chosen];
}

/** Whom to follow and what to join, each with its reason; only what the viewer may see, and never an unlisted group. */
export async function listSuggestions(viewer: Viewer, size = RAIL_SIZE): Promise<Suggestion[]> {
  const s = scope(viewer);
  const [people, groups] = await Promise.all([suggestPeople(s, size), suggestGroups(s, size)]);
  return mixed(people, groups, size);
}
