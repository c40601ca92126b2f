import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/** How many follows of a person, by a column, count toward the cap: those of the deactivated and the deleted rest. */
export const followCount = (
  person: SQL,
): SQL => sql`(select count(*) from follows counted where counted.person_id = ${person}
  and not exists (select 1 from subjects gone where gone.id = counted.subject_id and not gone.is_active))`;
