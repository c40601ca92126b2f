import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';

export type ViewFacts = {
  id: string;
  objectId: string;
  object: string;
  ownerId: string;
  name: string;
  isShared: boolean;
  version: number;
};

/**
 * A saved view that is about to be changed, held until the transaction ends. Its owner may edit and delete it, an admin
 * delete a shared one. Throws NotFound where it is not open to the viewer, and Forbidden.
 */
export async function loadView(viewer: Viewer, id: string, verb: 'edit' | 'delete', tx: Tx): Promise<ViewFacts> {
  if (!isId(id)) throw new NotFound();
  await tx.execute(sql`select 1 from list_views where id = ${id} for no key update`);
  const s = scope(viewer, tx);
  const [view] = await s.rows<ViewFacts>(sql`
    select lv.id, lv.object_id as "objectId", o.api_name as object, lv.owner_id as "ownerId", lv.name, lv.is_shared as "isShared", lv.version
    from ${s.listViews} lv join ${s.objects} o on o.id = lv.object_id where lv.id = ${id}`);
  if (!view) throw new NotFound();
  const isOverseen = verb === 'delete' && view.isShared && viewer.permissions.has('admin');
  if (view.ownerId !== viewer.id && !isOverseen) throw new Forbidden();
  return view;
}
