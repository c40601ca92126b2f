import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';

/**
 * Takes from people what they kept of a group's posts: bookmarks, mutes and drafts. Reads check access again anyway;
 * this keeps counts right and leaves nothing of a place behind. `personId` null means everyone who is not a member.
 */
export async function forgetPosts(tx: Tx, groupId: string, personId: string | null): Promise<void> {
  const outside = personId
    ? sql`kept.person_id = ${personId}`
    : sql`not exists (select 1 from memberships m where m.group_id = ${groupId} and m.person_id = kept.person_id)`;
  const posted = sql`kept.item_id in (select id from feed_items where subject_id = ${groupId})`;
  await tx.execute(sql`delete from bookmarks kept where ${posted} and ${outside}`);
  await tx.execute(sql`delete from mutes kept where ${posted} and ${outside}`);
  await tx.execute(sql`delete from drafts kept where ${outside} and (kept.place = ${`post:${groupId}`}
    or kept.place in (select 'comment:' || id from feed_items where subject_id = ${groupId}))`);
}

/** From now on a group's hints go to a new channel: whoever may no longer listen hears nothing on the old one. */
export async function leaveChannelBehind(tx: Tx, groupId: string): Promise<void> {
  await tx
    .update(subjects)
    .set({ channelVersion: sql`${subjects.channelVersion} + 1` })
    .where(eq(subjects.id, groupId));
}
