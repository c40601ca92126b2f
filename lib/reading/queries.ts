import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden } from '@/lib/errors';
import { getPost } from '@/lib/feed/queries';
import type { PersonLine } from '@/lib/feed/view-models';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { READERS_SHOWN } from './rules';

export type ReaderList = { items: (PersonLine & { readAt: string })[]; next: string | null };

/**
 * Who has read a post in a group, for whoever wrote it and for nobody else: those who let authors know, and who could
 * read it now. Throws NotFound and Forbidden.
 */
export async function listReaders(viewer: Viewer, postId: string, after?: string): Promise<ReaderList> {
  const post = await getPost(viewer, postId);
  if (!post.can.seeReaders) throw new Forbidden();
  const s = scope(viewer);
  const found = await s.rows<ReaderList['items'][number]>(sql`
    select p.id, p.handle, p.name, p.title, p.photo_id as "photoId", p.kind, p.is_active as "isActive",
      to_char(r.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "readAt"
    from ${s.readersOfOwn} r join ${s.people} p on p.id = r.person_id
    where r.item_id = ${post.id} and ${afterCursor(readCursor(after), sql`p.name`, sql`p.id`)}
    order by ${nameOrder(sql`p.name`)}, p.id limit ${READERS_SHOWN + 1}`);
  return pageByName(found, READERS_SHOWN);
}
