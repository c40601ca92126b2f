import 'server-only';
import { sql } from 'drizzle-orm';
import { listViews } from '@/db/schema/list-views';
import { type Tx, transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { getObject } from '@/lib/objects/queries';
import type { ObjectView } from '@/lib/objects/view-models';
import type { SaveView } from './input';
import { planList } from './plan-rules';
import { listPath, MAX_VIEWS } from './rules';
import type { ListShape } from './view-models';
import { findListState } from './view-queries';

/** A list's address as a shape to keep. Throws Invalid where its reader may not read a field of it. */
export function keptShape(object: ObjectView, shape: ListShape, q: string) {
  const plan = planList(object, shape, q);
  if ('kind' in plan)
    throw new Invalid({ '': plan.kind === 'field' ? 'This list uses a field that is not there.' : plan.words });
  if (q) throw new Invalid({ '': 'What is searched for is not kept with a view. Clear the search, or add a filter.' });
  const { scope, columns, filters, topics, sort: sortField, isDescending } = shape;
  if (scope === 'recent')
    throw new Invalid({ '': 'What you looked at last is your own and cannot be saved as a view.' });
  return { scope, columns: [...columns], filters: [...filters], topics: [...topics], sortField, isDescending };
}

async function refuseMore(tx: Tx, viewer: Viewer, objectId: string) {
  const { rows } = await tx.execute(
    sql`select 1 from list_views where owner_id = ${viewer.id} and object_id = ${objectId}`,
  );
  if (rows.length >= MAX_VIEWS) throw new Invalid({ '': `You have ${MAX_VIEWS} views here. Delete one first.` });
}

async function sentBefore(tx: Tx, { id }: Viewer, clientId: string): Promise<string | undefined> {
  const { rows } = await tx.execute(sql`select id from list_views where owner_id = ${id} and client_id = ${clientId}`);
  return (rows as { id: string }[])[0]?.id;
}

/** Saves what a list shows under a name, for oneself or for everyone. A second send with the same clientId is the same view. */
export async function saveView(viewer: Viewer, input: SaveView): Promise<{ path: string }> {
  const object = await getObject(viewer, input.object);
  if (input.isShared && viewer.kind === 'guest') throw new Forbidden();
  const { state } = await findListState(viewer, object, new URLSearchParams(input.state));
  const shape = keptShape(object, state.shape, state.q);
  const viewId = await transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`list_views ${viewer.id}`}, 0))`);
    const earlier = await sentBefore(tx, viewer, input.clientId);
    if (earlier) return earlier;
    await refuseMore(tx, viewer, object.id);
    const id = newId();
    const { name, isShared, clientId } = input;
    await tx
      .insert(listViews)
      .values({ id, objectId: object.id, ownerId: viewer.id, name, isShared, clientId, ...shape });
    await emit(tx, viewer, 'list_view.saved', null, { listViewId: id, objectId: object.id });
    return id;
  });
  return { path: `${listPath(object.apiName)}?list=${viewId}${state.isBoard ? '&view=board' : ''}` };
}
