import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/** How often mail of a new group comes to somebody: as they chose for groups joined from then on. */
export function usualFrequency(person: SQL): SQL {
  return sql`coalesce((select usual.group_frequency from notification_settings usual where usual.person_id = ${person}), 'daily')`;
}
