import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { GroupRead, PostsRead } from './input';
import { MOST_MARKED } from './rules';
import { isUnread, unreadEntries } from './unread-sql';

/** Marks as read those of some posts that the viewer had still to read. Others, whether they are there or not, are left alone. */
export async function markPostsRead(viewer: Viewer, { ids }: PostsRead): Promise<void> {
  await transaction(async (tx) => {
    const s = scope(viewer, tx);
    await tx.execute(sql`insert into item_reads (item_id, person_id)
      select i.id, ${viewer.id}::uuid from ${s.items} i where i.id = any(${sql.param(ids)}::uuid[]) and ${isUnread(s)}
      on conflict do nothing`);
  });
}

/** Marks as read everything that a group had for the viewer when their page was made. */
export async function markGroupRead(viewer: Viewer, { groupId, at }: GroupRead): Promise<void> {
  await transaction(async (tx) => {
    const group = await load(viewer, 'group.view', groupId, tx);
    const s = scope(viewer, tx);
    await tx.execute(sql`insert into item_reads (item_id, person_id)
      select e.item_id, ${viewer.id}::uuid from ${s.entries} e join ${s.items} posted on posted.id = e.item_id
      where e.subject_id = ${group.id} and posted.created_at <= ${at}::timestamptz and ${unreadEntries(s, group.id)}
      order by e.item_id desc limit ${MOST_MARKED} on conflict do nothing`);
  });
}
