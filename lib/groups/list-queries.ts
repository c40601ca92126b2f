import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { abilities } from '@/lib/access/abilities';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { factsOf } from './queries';
import { LIST_SIZE, searchText } from './rules';
import type { GroupCard, GroupList, GroupTab } from './view-models';

type CardRow = Omit<GroupCard, 'can'>;

const tabs: Record<GroupTab, SQL> = {
  mine: sql`mine.role is not null and g.archived_at is null`,
  all: sql`g.archived_at is null`,
  archived: sql`g.archived_at is not null`,
};

/** Text as it stands, inside a pattern. */
const anywhere = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Narrows rows with a name to those in which the text stands; everything when there is none. */
export function named(name: SQL, q: string | undefined): SQL {
  const text = searchText(q);
  return text ? sql`lower(unaccent(${name})) like lower(unaccent(${anywhere(text)}))` : sql`true`;
}

const columns = (
  s: Scope,
) => sql`g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived",
  g.description, counted.members as "memberCount", mine.role,
  (select e.activity_at from ${s.entries} e where e.subject_id = o.id order by e.activity_at desc limit 1) as "lastActivityAt",
  exists (select 1 from ${s.joinRequests} r where r.group_id = g.id and r.person_id = ${s.viewer.id} and r.status = 'pending') as "hasAsked"`;

function card(viewer: Viewer, row: CardRow): GroupCard {
  const facts = factsOf({ ...row, isBroadcast: false, allowsGuests: false, version: 0 });
  const can = { join: abilities.group.join(viewer, facts), ask: abilities.group.ask(viewer, facts) };
  return { ...row, lastActivityAt: row.lastActivityAt && new Date(row.lastActivityAt).toISOString(), can };
}

/** The groups of a tab by name, as far as the viewer may know them. */
export async function listGroups(
  viewer: Viewer,
  query: { tab: GroupTab; q?: string | undefined; before?: string | undefined },
): Promise<GroupList> {
  const s = scope(viewer);
  const rows = await s.rows<CardRow>(sql`
    select ${columns(s)} from ${s.groups} g left join ${s.openGroups} o on o.id = g.id
    left join ${s.memberCounts} counted on counted.group_id = g.id left join ${s.ownMemberships} mine on mine.group_id = g.id
    where ${tabs[query.tab]} and ${named(sql`g.name`, query.q)} and ${afterCursor(readCursor(query.before), sql`g.name`, sql`g.id`)}
    order by ${nameOrder(sql`g.name`)}, g.id limit ${LIST_SIZE + 1}`);
  const { items, next } = pageByName(rows, LIST_SIZE);
  return { items: items.map((row) => card(viewer, row)), next };
}
