import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/**
 * Since when nobody has posted or commented in the group `g`: by the activity of what was posted there, not of what
 * mentions it elsewhere, and never longer than since it was founded or opened again.
 */
export const quietSince = (entries: SQL): SQL => sql`greatest(g.created_at, g.reactivated_at, (
  select heard.activity_at from ${entries} heard where heard.subject_id = g.id and heard.reason = 'parent'
  order by heard.activity_at desc limit 1))`;
