import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { newId } from '@/lib/ids';
import { unreadSince } from './rules';

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;

/**
 * Whether the viewer has an item `i` still to read: somebody else wrote it within thirty days, and since they joined a
 * group that it stands in, and they have not read it.
 */
export const isUnread = (
  s: Scope,
  now = new Date(),
): SQL => sql`(i.author_id <> ${s.viewer.id} and i.created_at > ${at(unreadSince(now))}
  and not exists (select 1 from ${s.ownReads} done where done.item_id = i.id)
  and exists (select 1 from ${s.entries} under join ${s.ownMemberships} mine on mine.group_id = under.subject_id
    where under.item_id = i.id and mine.joined_at <= i.created_at))`;

/** The same of the items of entries `e` of one group that the viewer is in, as a condition that ends the search in time. */
export function unreadEntries(s: Scope, groupId: string, now = new Date()): SQL {
  const since = unreadSince(now);
  return sql`(e.item_id >= ${newId(since)}::uuid and e.activity_at > ${at(since)} and ${stillUnread(s, groupId)})`;
}

/** What is not unread is read. */
export function readEntries(s: Scope, groupId: string, now = new Date()): SQL {
  return sql`not (e.item_id >= ${newId(unreadSince(now))}::uuid and ${stillUnread(s, groupId)})`;
}

const stillUnread = (s: Scope, groupId: string) => sql`(e.actor_id <> ${s.viewer.id}
  and not exists (select 1 from ${s.ownReads} done where done.item_id = e.item_id)
  and exists (select 1 from ${s.items} i join ${s.ownMemberships} mine on mine.group_id = ${groupId} where i.id = e.item_id and mine.joined_at <= i.created_at offset 0))`;
