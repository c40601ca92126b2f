import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { makeField, makeObject, versionOf } from '@/lib/testing/objects';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { createObject } from './create-object';
import { deleteObject } from './delete-object';
import { editField } from './edit-field';
import { editObject } from './edit-object';
import { createObjectInput, editFieldInput, editObjectInput } from './input';
import { getObject, listObjects } from './queries';
import { restoreObject } from './restore-object';
import { setRetention } from './set-retention';
import { setTracking } from './set-tracking';
import { getCustomObject, getRetention, listDefinedObjects, listTrackedObjects } from './setup-queries';

const open = useDatabase();
const admin = viewerOf(cast.admin);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const form = (more: Record<string, unknown>) =>
  createObjectInput.parse({
    id: newId(),
    label: 'Venue',
    plural: 'Venues',
    nameLabel: 'Name',
    access: 'read',
    ...more,
  });

test('an object is there at once, with a name and an owner, for everyone', async () => {
  const input = form({ label: 'Büro & Lager', plural: 'Büros', isTracked: 'on', nameLabel: 'Address' });
  expect(await createObject(admin, input)).toEqual({ apiName: 'buro_lager', label: 'Büro & Lager' });
  await createObject(admin, input);
  const object = await getObject(member, 'buro_lager');
  expect(object.fields.map(({ apiName, label, role }) => [apiName, label, role])).toEqual([
    ['name', 'Address', 'name'],
    ['owner', 'Owner', 'owner'],
  ]);
  const recordId = await makeRecord(member, 'buro_lager', { name: 'Kai 7' });
  expect(await ask('select item_id is not null as told from record_changes where subject_id = $1', recordId)).toEqual([
    { told: true },
  ]);
  expect(await ask(`select count(*)::int as n from audit_entries where action = 'object.created'`)).toEqual([{ n: 1 }]);
  expect((await listDefinedObjects(admin)).find(({ apiName }) => apiName === 'buro_lager')?.records).toBe(1);
});

test.each(['new', 'constructor', 'import', '1st', 'Up', '__proto__', 'opportunity', '場所'])(
  'the API name %j is refused',
  async (apiName) => {
    await expect(createObject(admin, form({ label: 'Place', apiName }))).rejects.toThrow(Invalid);
  },
);

test('an API name has at most forty characters, which the form says itself', () => {
  const fits = (apiName: string) => form({ label: 'Place', apiName });
  expect(fits('a'.repeat(40)).apiName).toHaveLength(40);
  expect(() => fits('a'.repeat(41))).toThrow('at most 40 characters');
});

test('nobody but an admin defines anything', async () => {
  await expect(createObject(member, form({ label: 'Mine' }))).rejects.toThrow(Forbidden);
  await expect(listDefinedObjects(outsider)).rejects.toThrow(Forbidden);
});

test('an object is edited, and of two admins the second is told', async () => {
  await makeObject(admin, 'Vehicle');
  const stage = await makeField(admin, 'vehicle', 'picklist', 'State', { options: 'Ready\nBroken | closed' });
  const at = await versionOf('vehicle');
  const input = editObjectInput.parse({
    ...at,
    label: 'Car',
    plural: 'Cars',
    description: 'They move.',
    pathFieldId: stage,
  });
  await editObject(admin, input);
  await expect(editObject(admin, input)).rejects.toThrow(Conflict);
  expect(await getObject(member, 'vehicle')).toMatchObject({ label: 'Car', pathField: 'state', hasTopics: false });
  const other = await makeField(admin, 'vehicle', 'text', 'Plate');
  const wrong = { ...input, ...(await versionOf('vehicle')), pathFieldId: other };
  await expect(editObject(admin, wrong)).rejects.toThrow(Invalid);
  await expect(editObject(member, { ...input, ...(await versionOf('vehicle')) })).rejects.toThrow(Forbidden);
});

test('a deleted object takes its records out of sight and a restored one brings them back', async () => {
  await makeObject(admin, 'Ship');
  const recordId = await makeRecord(member, 'ship', { name: 'Vesper' });
  const seen = async () =>
    (
      await ask(
        'select audience, (select count(*)::int from grants where audience = r.id) as held from records r where id = $1',
        recordId,
      )
    )[0];
  const input = { ...(await versionOf('ship')), name: 'ship' };
  await expect(deleteObject(admin, { ...input, name: 'boat' })).rejects.toThrow(Invalid);
  await expect(deleteObject(member, input)).rejects.toThrow(Forbidden);
  await deleteObject(admin, input);
  expect(await seen()).toEqual({ audience: recordId, held: 0 });
  expect(await ask('select distinct audience from feed_items where subject_id = $1', recordId)).toEqual([
    { audience: recordId },
  ]);
  await expect(getObject(member, 'ship')).rejects.toThrow(NotFound);
  expect((await listDefinedObjects(admin, 'deleted')).map(({ apiName }) => apiName)).toEqual(['ship']);
  await expect(makeObject(admin, 'Ship')).rejects.toThrow(Invalid);
  await restoreObject(admin, await versionOf('ship'));
  expect(await seen()).toEqual({ audience: null, held: 0 });
  expect((await listObjects(member)).map(({ apiName }) => apiName)).toContain('ship');
  await expect(restoreObject(admin, await versionOf('ship'))).rejects.toThrow(NotFound);
});

test('an object stays while a field that has to be filled in looks up to it, and a standard one stays anyway', async () => {
  await makeObject(admin, 'Port');
  await makeObject(admin, 'Berth');
  await makeField(admin, 'berth', 'lookup', 'Port', { lookupObject: 'port', isRequired: 'on' });
  await expect(deleteObject(admin, { ...(await versionOf('port')), name: 'Port' })).rejects.toThrow(Invalid);
  await expect(deleteObject(admin, { ...(await versionOf('case')), name: 'Case' })).rejects.toThrow(Forbidden);
  const fieldId = (await getObject(admin, 'berth')).fields.find(({ type }) => type === 'lookup')?.id;
  const save = async (isRequired?: string) =>
    editField(admin, editFieldInput.parse({ ...(await versionOf('berth')), fieldId, label: 'Port', isRequired }));
  await save();
  await deleteObject(admin, { ...(await versionOf('port')), name: 'Port' });
  await expect(save('on')).rejects.toThrow(Invalid);
  expect((await getObject(member, 'berth')).fields.at(-1)).toMatchObject({ lookupObject: null, isRequired: false });
});

test('tracking decides what is announced from then on, for people and groups too', async () => {
  await makeObject(admin, 'Pump');
  const level = await makeField(admin, 'pump', 'number', 'Level');
  await makeField(admin, 'pump', 'text', 'Site');
  const recordId = await makeRecord(member, 'pump', { name: 'P1', level: 100, site: 'A' });
  const settings = { announcesRelated: false, tracked: [level], thresholds: { [level]: 10 } };
  await setTracking(admin, { ...(await versionOf('pump')), isTracked: true, ...settings });
  expect(await changeValues(member, recordId, { level: 105, site: 'B' })).toMatchObject({ itemId: null });
  const { itemId } = await changeValues(member, recordId, { level: 150, site: 'C' });
  expect(itemId).not.toBeNull();
  await setTracking(admin, { ...(await versionOf('pump')), isTracked: false, ...settings });
  expect(await changeValues(member, recordId, { level: 900 })).toMatchObject({ itemId: null });
  expect(await ask('select 1 from feed_items where id = $1', itemId)).toHaveLength(1);
  await setTracking(admin, { ...(await versionOf('user')), isTracked: true, ...settings, tracked: [] });
  const line = (await listTrackedObjects(admin)).find(({ apiName }) => apiName === 'user');
  expect(line).toMatchObject({ isTracked: true, tracked: 0 });
  await expect(setTracking(member, { ...(await versionOf('pump')), isTracked: true, ...settings })).rejects.toThrow(
    Forbidden,
  );
});

test('how long changes are kept is set by admins, and the second of two is told', async () => {
  await ask(`insert into organisation (name, is_demo) values ('Kestrel', false) on conflict do nothing`);
  expect(await setRetention(admin, { before: null, days: 45 })).toEqual({ days: 45 });
  await setRetention(admin, { before: null, days: 45 });
  await expect(setRetention(admin, { before: null, days: 7 })).rejects.toThrow(Conflict);
  expect(await getRetention(admin)).toBe(45);
  await setRetention(admin, { before: 45, days: null });
  expect(await getRetention(admin)).toBe(null);
  await expect(setRetention(member, { before: null, days: 1 })).rejects.toThrow(Forbidden);
});

test('a field is sorted by once its index is there, and no longer when it is to go', async () => {
  await makeObject(admin, 'Crane');
  const fieldId = await makeField(admin, 'crane', 'number', 'Reach', { isSortable: 'on' });
  const state = async () => {
    const [field] = (await getCustomObject(admin, 'crane')).fields.filter(({ id }) => id === fieldId);
    const indexes = await ask(
      'select 1 from pg_indexes where indexname = $1',
      `records_by_${fieldId.replaceAll('-', '')}`,
    );
    return [field?.isSortWanted, field?.isSortable, indexes.length];
  };
  expect(await state()).toEqual([true, false, 0]);
  await drain();
  expect(await state()).toEqual([true, true, 1]);
});
