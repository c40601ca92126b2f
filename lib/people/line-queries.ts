import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/** A PersonLine as JSON, from an alias of scope.people. */
export function personLine(alias: string): SQL {
  const p = sql.identifier(alias);
  return sql`json_build_object('id', ${p}.id, 'handle', ${p}.handle, 'name', ${p}.name, 'title', ${p}.title, 'photoId', ${p}.photo_id,
    'kind', ${p}.kind, 'isActive', ${p}.is_active)`;
}
