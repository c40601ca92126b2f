import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { notificationSettings } from '@/db/schema/notifications';

/** How often mail of a new group comes to somebody: as they chose for groups joined from then on. */
export function usualFrequency(person: SQL): SQL {
  const { groupFrequency, personId } = notificationSettings;
  return sql`coalesce((select ${groupFrequency} from ${notificationSettings} where ${personId} = ${person}), 'daily')`;
}
