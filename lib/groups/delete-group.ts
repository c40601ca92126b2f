import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { subjects } from '@/db/schema/subjects';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { findRecordsOfGroup, tellOfLost } from '@/lib/record-access/lost-records';
import type { DeleteGroup } from './input';
import { onGroup } from './on-group';
import { groupNameKey } from './rules';

/** Deletes a group with everything posted in it, for good, once its name has been typed. */
export async function deleteGroup(viewer: Viewer, input: DeleteGroup): Promise<{ name: string }> {
  return onGroup(viewer, input.groupId, async (tx, eyes) => {
    const group = await load(eyes, 'group.delete', input.groupId, tx);
    if (groupNameKey(input.name) !== groupNameKey(group.name))
      throw new Invalid({ name: 'This is not the name of the group.' });
    await tx.execute(sql`delete from drafts where place = ${`post:${group.id}`}
      or place in (select 'comment:' || id from feed_items where subject_id = ${group.id})`);
    const records = await findRecordsOfGroup(tx, group.id);
    // Posts, comments, entries, mentions, memberships, requests, grants and photos go with the subject.
    await tx.delete(subjects).where(eq(subjects.id, group.id));
    await tellOfLost(tx, null, records);
    await emit(tx, viewer, 'group.deleted', group.id, { groupId: group.id, access: group.access });
    await audit(tx, viewer, 'group.deleted', group.id, { access: group.access });
    return { name: group.name };
  });
}
