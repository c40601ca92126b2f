import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { getObject } from '@/lib/objects/queries';
import { useDatabase } from '@/lib/testing/database';
import { deleteView } from './delete-view';
import { editView } from './edit-view';
import { planList } from './plan-rules';
import { saveView } from './save-view';
import { findSavedView, listSavedViews } from './view-queries';

const open = useDatabase();
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const admin = viewerOf(cast.admin);
const guest = viewerOf(cast.guest);

const save = (state: string, { isShared = false, clientId = newId() } = {}) => ({
  object: 'opportunity',
  clientId,
  name: 'Kept',
  isShared,
  state,
});

const idIn = (path: string) => new URLSearchParams(path.split('?')[1]).get('list') ?? '';

describe('a saved view', () => {
  test('is kept once, shows what the list showed, and is its owner’s', async () => {
    const clientId = newId();
    const state = 'f=stage%3Ais%3AWon&sort=-amount&columns=amount,stage&topic=newtech';
    const { path } = await saveView(owner, save(state, { clientId }));
    expect(await saveView(owner, save(state, { clientId }))).toEqual({ path });
    const object = await getObject(owner, 'opportunity');
    const view = await findSavedView(owner, object.id, idIn(path));
    expect(view?.shape).toEqual({
      scope: 'all',
      columns: ['amount', 'stage'],
      filters: [{ field: 'stage', operator: 'is', values: ['Won'] }],
      topics: ['newtech'],
      sort: 'amount',
      isDescending: true,
    });
    expect(await findSavedView(member, object.id, idIn(path))).toBeNull();
    expect((await listSavedViews(member, object.id)).map(({ key }) => key)).not.toContain(idIn(path));
    await expect(editView(member, edit(idIn(path)))).rejects.toThrow(NotFound);
    await expect(deleteView(member, { viewId: idIn(path) })).rejects.toThrow(NotFound);
  });

  const edit = (viewId: string, version = 1) => ({
    object: 'opportunity',
    viewId,
    version,
    name: 'Renamed',
    isShared: true,
  });

  test('that is shared is used by all, changed by its owner, and taken away by an admin, which is noted', async () => {
    const { path } = await saveView(owner, save('', { isShared: true }));
    const id = idIn(path);
    const object = await getObject(member, 'opportunity');
    expect((await findSavedView(member, object.id, id))?.can).toEqual({ edit: false, delete: false });
    await expect(editView(member, edit(id))).rejects.toThrow(Forbidden);
    await editView(owner, edit(id));
    await expect(editView(owner, edit(id))).rejects.toThrow(Conflict);
    expect(await findSavedView(guest, object.id, id)).toBeNull();
    await deleteView(admin, { viewId: id });
    const [entry] = await open.current.query(
      `select subject_id from audit_entries where action = 'list_view.deleted' order by id desc limit 1`,
    );
    expect(entry?.subject_id).toBe(owner.id);
    expect(await findSavedView(owner, object.id, id)).toBeNull();
  });

  test('keeps neither a search nor what was looked at last', async () => {
    await expect(saveView(owner, save('q=acme'))).rejects.toThrow(Invalid);
    await expect(saveView(owner, save('list=recent'))).rejects.toThrow(Invalid);
    await expect(saveView(owner, save(`list=${newId()}`))).rejects.toThrow(NotFound);
  });

  test('that uses a field which its reader may not read is not shown, whatever is in it', async () => {
    const { path } = await saveView(member, save('f=margin%3Aover%3A40', { isShared: true }));
    const id = idIn(path);
    const object = await getObject(outsider, 'opportunity');
    const view = await findSavedView(outsider, object.id, id);
    expect(view && planList(object, view.shape)).toEqual({ kind: 'field' });
    await expect(saveView(outsider, save('f=margin%3Aover%3A40'))).rejects.toThrow(Invalid);
  });
});
