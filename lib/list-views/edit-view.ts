import 'server-only';
import { eq } from 'drizzle-orm';
import { listViews } from '@/db/schema/list-views';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { getObject } from '@/lib/objects/queries';
import type { EditView } from './input';
import { loadView } from './load-view';
import { listPath } from './rules';
import { keptShape } from './save-view';
import { findListState } from './view-queries';

/** Renames a view of one's own, says who can use it, or makes it show what the list shows now. */
export async function editView(viewer: Viewer, input: EditView): Promise<{ path: string }> {
  const { viewId, version, name, isShared } = input;
  const shape = await shapeOf(viewer, input);
  return transaction(async (tx) => {
    const view = await loadView(viewer, viewId, 'edit', tx);
    if (view.object !== input.object) throw new NotFound();
    if (view.version !== version) throw new Conflict();
    if (isShared && viewer.kind === 'guest') throw new Forbidden();
    await tx
      .update(listViews)
      .set({ name, isShared, version: version + 1, ...shape })
      .where(eq(listViews.id, view.id));
    await emit(tx, viewer, 'list_view.saved', null, { listViewId: view.id, objectId: view.objectId });
    return { path: `${listPath(view.object)}?list=${view.id}` };
  });
}

async function shapeOf(viewer: Viewer, { object: apiName, state: text }: EditView) {
  if (text === undefined) return {};
  const object = await getObject(viewer, apiName);
  const { state } = await findListState(viewer, object, new URLSearchParams(text));
  return keptShape(object, state.shape, state.q);
}
