import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { announcements } from '@/db/schema/groups';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { writePost } from '@/lib/feed/write-post';
import { newId } from '@/lib/ids';
import type { MakeAnnouncement } from './input';
import { dayIn, lastDayProblem } from './rules';

/** One at a time: what was shown so far gives way, and its post stays where it is. */
async function giveWay(tx: Tx, groupId: string): Promise<void> {
  await tx
    .update(announcements)
    .set({ archivedAt: new Date() })
    .where(and(eq(announcements.groupId, groupId), isNull(announcements.archivedAt)));
}

/**
 * Posts to a group what is then shown above all its posts until the end of a day. Throws what createPost throws, and
 * Invalid on `expiresOn`.
 */
export async function makeAnnouncement(
  viewer: Viewer,
  input: MakeAnnouncement,
  now = new Date(),
): Promise<{ slug: string; postId: string }> {
  return transaction(async (tx) => {
    const group = await load(viewer, 'group.announce', input.subjectId, tx);
    const problem = lastDayProblem(input.expiresOn, dayIn(env.TIME_ZONE, now));
    if (problem) throw new Invalid({ expiresOn: problem });
    const { id: groupId, slug, audience } = group;
    const place = { id: groupId, kind: 'group' as const, audience, ownerId: null };
    const { postId, isNew } = await writePost(viewer, tx, place, input, 'announcement');
    if (!isNew) return { slug, postId };
    await giveWay(tx, groupId);
    const id = newId();
    const { expiresOn, sendsEmail } = input;
    await tx.insert(announcements).values({ id, groupId, itemId: postId, expiresOn, sendsEmail });
    await emit(tx, viewer, 'announcement.made', groupId, { groupId, announcementId: id, postId, sendsEmail });
    return { slug, postId };
  });
}
