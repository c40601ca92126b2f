import type { Database } from '@/db/database';

const topicIds = new Map<string, string>();
const requestIds = new Map<string, string>();

/** Reads the ids that only the database knows. */
export async function readIds(database: Database): Promise<void> {
  for (const { key, id } of await database.query('select key, id from topics')) topicIds.set(String(key), String(id));
  const requests = await database.query(
    'select r.id, r.group_id, s.handle from join_requests r join subjects s on s.id = r.person_id',
  );
  for (const { id, group_id, handle } of requests) requestIds.set(`${group_id} ${handle}`, String(id));
}

export const topicIdOf = (key: string): string => topicIds.get(key) ?? '';

export const requestIdOf = (groupId: string, handle: string): string => requestIds.get(`${groupId} ${handle}`) ?? '';
