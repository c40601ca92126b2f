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

const holds = (person: SQL, audience: SQL) =>
  sql`exists (select 1 from grants held where held.audience = ${audience} and (held.principal = ${person}
    or exists (select 1 from memberships held_member where held_member.group_id = held.principal and held_member.person_id = ${person})
    or (held.through_managers and exists (select 1 from manager_tree held_tree where held_tree.person_id = held.principal and held_tree.manager_id = ${person}))))`;

/**
 * Whether the viewer holds a restricted audience: `audience` is a column with its table. The session's own statement has
 * listed up to 500 of them already: asked for again in each of twenty places of a page's statement they would cost more
 * than the page. Who holds more, as a manager holds all records below them, is asked for each row.
 */
export function heldBy(viewer: Viewer, audience: SQL): SQL {
  if (viewer.audiences) return sql`${audience} in (select unnest(${sql.param(viewer.audiences)}::uuid[]))`;
  const held = holds(sql`${viewer.id}::uuid`, audience);
  return viewer.oversees.length > 0
    ? sql`(${audience} = any(${sql.param([...viewer.oversees])}::uuid[]) or ${held})`
    : held;
}

/** Whether a row with this audience is visible: null is everyone internal, and guests never see null. */
export function visible(viewer: Viewer, audience: SQL): SQL {
  const held = heldBy(viewer, audience);
  return viewer.kind === 'guest' ? held : sql`(${audience} is null or ${held})`;
}

/** The same for the audience that stands in a row. */
export const canSeeRow = (person: SQL, kind: SQL, audience: SQL): SQL =>
  sql`case when ${audience} is null then ${kind} = 'internal' else ${holds(person, audience)} end`;

/** Whether a person (columns `id` and `kind` of someone active) can see what has this audience; for mentions and recipients. */
export function canSee(person: SQL, kind: SQL, audience: string | null): SQL {
  if (audience === null) return sql`${kind} = 'internal'`;
  return holds(person, sql`${audience}`);
}
