import 'server-only';
import { eq } from 'drizzle-orm';
import { listViews } from '@/db/schema/list-views';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { DeleteView } from './input';
import { loadView } from './load-view';
import { listPath } from './rules';

/** Deletes a view of one's own; an admin also a shared one, which is noted. */
export async function deleteView(viewer: Viewer, { viewId }: DeleteView): Promise<{ path: string }> {
  return transaction(async (tx) => {
    const view = await loadView(viewer, viewId, 'delete', tx);
    await tx.delete(listViews).where(eq(listViews.id, view.id));
    if (view.ownerId !== viewer.id) await audit(tx, viewer, 'list_view.deleted', view.ownerId, { listViewId: view.id });
    await emit(tx, viewer, 'list_view.deleted', null, { listViewId: view.id, objectId: view.objectId });
    return { path: listPath(view.object) };
  });
}
