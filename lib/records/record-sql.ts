import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { shownNames } from '@/lib/feed/changes-sql';
import { personJson } from '@/lib/feed/posts-sql';

/** What the viewer may do with a row `r` of scope.records, its object being `o`: as lib/access/facts says it. */
export function levelOf(s: Scope): SQL {
  const { viewer } = s;
  const owns = viewer.permissions.has('modify_all_data')
    ? sql`true`
    : sql`(r.owner_id = ${viewer.id} or r.owner_id in ${s.reports})`;
  const writes = sql`((o.access = 'write' and ${viewer.kind === 'internal'}) or r.id in ${s.writableShares})`;
  return sql`case when ${owns} then 'own' when ${writes} then 'write' else 'read' end`;
}

/** Who has to do with a visible record, by a column that holds their id: whoever may read it may read whose it is. */
export const personOf = (s: Scope, id: SQL): SQL =>
  sql`(select ${personJson('who')} from ${s.authors} who where who.id = ${id})`;

/** How the people and records that the values of a row `r` name show to the reader, by id. */
export const valueNames = (s: Scope): SQL =>
  sql`coalesce((${shownNames(
    s,
    sql`select distinct (kept.value #>> '{}')::uuid as id from jsonb_each(r.values) kept join ${s.fields} f on f.object_id = r.object_id
      and f.api_name = kept.key and f.type in ('person', 'lookup') where jsonb_typeof(kept.value) = 'string' union select r.owner_id`,
  )}), '{}')`;
