import type { Database } from '@/db/database';
import type { ObjectKind } from './ability-reference';

const topicIds = new Map<string, string>();
const requestIds = new Map<string, string>();
const tokenHashes = new Map<string, string>();
const activities = new Map<string, string>();
let objects: ObjectKind[] = [];

/** Reads the ids that only the database knows. */
export async function readIds(database: Database): Promise<void> {
  for (const { key, id } of await database.query('select key, id from topics')) topicIds.set(String(key), String(id));
  for (const { id, activity_at } of await database.query('select id, activity_at from feed_items'))
    activities.set(String(id), (activity_at as Date).toISOString());
  objects = (await database.query(
    `select id, api_name as "apiName", kind = 'record' as "isForRecords" from objects where api_name in ('account', 'opportunity', 'case', 'task', 'user')`,
  )) as ObjectKind[];
  const requests = await database.query(
    'select r.id, r.group_id, s.handle from join_requests r join subjects s on s.id = r.person_id',
  );
  for (const { id, group_id, handle } of requests) requestIds.set(`${group_id} ${handle}`, String(id));
  const sessions = await database.query(
    'select se.token_hash, s.handle from sessions se join subjects s on s.id = se.person_id order by se.id desc',
  );
  for (const { token_hash, handle } of sessions) tokenHashes.set(String(handle), String(token_hash));
}

/** Objects with records that some see, with none, and of what is no record. */
export const objectKinds = (): readonly ObjectKind[] => objects;

export const topicIdOf = (key: string): string => topicIds.get(key) ?? '';

export const requestIdOf = (groupId: string, handle: string): string => requestIds.get(`${groupId} ${handle}`) ?? '';

/** Of one of a person's sessions; empty for those who have none. */
export const tokenHashOf = (handle: string): string => tokenHashes.get(handle) ?? '';

/** When a post was last written to or answered. */
export const activityOf = (postId: string): string => activities.get(postId) ?? '';
