import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Viewer } from './viewer';

/**
 * The restricted audiences that a person holds: granted to them, to a group of theirs, or, on records only, to anyone
 * below them in the manager tree. One subquery; never one row per manager or member.
 */
export function audiencesHeldBy(person: SQL): SQL {
  return sql`select audience from grants where principal = ${person}
    union all select g.audience from grants g join memberships m on m.group_id = g.principal where m.person_id = ${person}
    union all select g.audience from grants g join manager_tree t on t.person_id = g.principal where t.manager_id = ${person} and g.through_managers`;
}

/**
 * The restricted audiences of a viewer, hashed once per statement. The session's own statement has listed them already:
 * asked for again in each of twenty places of a page's statement they would cost more than the page.
 */
export function audiencesOf(viewer: Viewer): SQL {
  if (viewer.audiences) return sql`select unnest(${sql.param(viewer.audiences)}::uuid[])`;
  const opened =
    viewer.oversees.length > 0 ? sql` union all select unnest(${sql.param(viewer.oversees)}::uuid[])` : sql``;
  return sql`${audiencesHeldBy(sql`${viewer.id}`)}${opened}`;
}

/** Whether a row with this audience is visible: null is everyone internal, and guests never see null. */
export function visible(viewer: Viewer, audience: SQL): SQL {
  const held = sql`${audience} in (${audiencesOf(viewer)})`;
  return viewer.kind === 'guest' ? held : sql`(${audience} is null or ${held})`;
}

const holds = (person: SQL, audience: SQL) =>
  sql`exists (select 1 from grants held where held.audience = ${audience} and (held.principal = ${person}
    or exists (select 1 from memberships m where m.group_id = held.principal and m.person_id = ${person})
    or (held.through_managers and exists (select 1 from manager_tree t where t.person_id = held.principal and t.manager_id = ${person}))))`;

/** The same for the audience that stands in a row. */
export const canSeeRow = (person: SQL, kind: SQL, audience: SQL): SQL =>
  sql`case when ${audience} is null then ${kind} = 'internal' else ${holds(person, audience)} end`;

/** Whether a person (columns `id` and `kind` of someone active) can see what has this audience; for mentions and recipients. */
export function canSee(person: SQL, kind: SQL, audience: string | null): SQL {
  if (audience === null) return sql`${kind} = 'internal'`;
  return holds(person, sql`${audience}`);
}
