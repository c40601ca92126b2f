import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import type { ObjectView } from '@/lib/objects/view-models';
import { defaultShape } from './rules';
import { type ListState, readState } from './state-rules';
import { type ListShape, listScopes, type SavedView, type ViewLine } from './view-models';

const line = (viewer: Viewer): SQL =>
  sql`lv.id as key, lv.name, lv.is_shared as "isShared", lv.owner_id = ${viewer.id} as "isOwn", owner.name as "ownerName"`;

/** The saved views of an object: one's own, and those that colleagues share. */
export async function listSavedViews(viewer: Viewer, objectId: string): Promise<ViewLine[]> {
  const s = scope(viewer);
  return s.rows<ViewLine>(sql`
    select ${line(viewer)} from ${s.listViews} lv left join ${s.people} owner on owner.id = lv.owner_id
    where lv.object_id = ${objectId} order by lv.owner_id = ${viewer.id} desc, lower(lv.name), lv.id limit 200`);
}

type ViewRow = ViewLine & { id: string; version: number; scope: ListShape['scope'] } & Omit<ListShape, 'scope'>;

/** A saved view of an object that is open to the viewer; null when there is none. */
export async function findSavedView(viewer: Viewer, objectId: string, id: string): Promise<SavedView | null> {
  if (!isId(id)) return null;
  const s = scope(viewer);
  const [row] = await s.rows<ViewRow>(sql`
    select ${line(viewer)}, lv.id, lv.version, lv.scope, lv.columns, lv.filters, lv.topics, lv.sort_field as sort, lv.is_descending as "isDescending"
    from ${s.listViews} lv left join ${s.people} owner on owner.id = lv.owner_id
    where lv.object_id = ${objectId} and lv.id = ${id}`);
  if (!row) return null;
  const { scope: whose, columns, filters, topics, sort, isDescending, ...view } = row;
  const shape = { scope: whose, columns, filters, topics, sort, isDescending };
  const can = { edit: view.isOwn, delete: view.isOwn || (view.isShared && viewer.permissions.has('admin')) };
  return { ...view, shape, can };
}

/** What the address of a list asks for, over the view that it names. Throws NotFound for a view that is not open to the viewer. */
export async function findListState(
  viewer: Viewer,
  object: ObjectView,
  query: URLSearchParams,
): Promise<{ state: ListState; base: ListShape; view: SavedView | null }> {
  const list = query.get('list') || 'all';
  const scope = listScopes.find((name) => name === list);
  const view = scope ? null : await findSavedView(viewer, object.id, list);
  if (!scope && !view) throw new NotFound();
  const base = view?.shape ?? defaultShape(object, scope);
  return { state: readState(query, list, base), base, view };
}
