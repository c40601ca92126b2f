import { cast } from '@/db/cast';
import type { Database } from '@/db/database';

/** Groups on whose lists every record stands. */
export const recordLists: readonly string[] = [cast.groups.public.id, cast.groups.private.id];

export async function plantGroupRecords(query: Database['query']): Promise<void> {
  await query(
    'insert into group_records (group_id, record_id, added_by) select g, r.id, $2 from unnest($1::uuid[]) g, records r',
    [recordLists, cast.manager.id],
  );
}
