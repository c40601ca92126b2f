import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { makeField, makeObject, versionOf } from '@/lib/testing/objects';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { addReader } from './add-reader';
import { createField } from './create-field';
import { deleteField } from './delete-field';
import { editField } from './edit-field';
import { editValues } from './edit-values';
import { createFieldInput, editFieldInput, editValuesInput } from './input';
import { moveField } from './move-field';
import { getObject } from './queries';
import { findReaders, getFieldReading } from './reader-queries';
import { removeReader } from './remove-reader';
import { restrictField } from './restrict-field';
import { getCustomObject, getFieldUses } from './setup-queries';
import { fieldTypes } from './view-models';

const open = useDatabase();
const admin = viewerOf(cast.admin);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const fieldOf = async (viewer: Viewer, object: string, apiName: string) =>
  (await getObject(viewer, object)).fields.find((field) => field.apiName === apiName);

const of = async (object: string, fieldId: string) => ({ ...(await versionOf(object)), fieldId });

test('a field of every type is added below the others and is there at once', async () => {
  await makeObject(admin, 'Plane');
  for (const type of fieldTypes)
    await makeField(admin, 'plane', type, `A ${type}`, {
      options: 'One\nTwo | won',
      lookupObject: 'account',
      scale: '2',
    });
  const object = await getObject(member, 'plane');
  expect(object.fields.slice(2).map(({ type, apiName }) => [type, apiName])).toEqual(
    fieldTypes.map((type) => [type, `a_${type}`]),
  );
  const option = { value: 'One', label: 'One', isActive: true };
  const won = { value: 'Two', label: 'Two', isActive: true, isClosed: true, isWon: true };
  expect(await fieldOf(member, 'plane', 'a_picklist')).toMatchObject({ options: [option, won] });
  expect(await fieldOf(member, 'plane', 'a_lookup')).toMatchObject({ lookupObject: 'account' });
  expect(await fieldOf(member, 'plane', 'a_currency')).toMatchObject({ scale: 2, currency: 'USD' });
});

const many = Array.from({ length: 201 }, (_, n) => `v${n}`).join('\n');

test.each([
  ['apiName', { apiName: 'updated_at' }],
  ['apiName', { apiName: 'constructor' }],
  ['apiName', { apiName: 'name' }],
  ['apiName', { label: '場所' }],
  ['options', { type: 'picklist', options: ' \n' }],
  ['options', { type: 'picklist', options: 'One\none' }],
  ['options', { type: 'picklist', options: 'x'.repeat(81) }],
  ['options', { type: 'picklist', options: many }],
  ['lookupObject', { type: 'lookup', lookupObject: 'user' }],
  ['defaultValue', { type: 'number', defaultValue: '1e308' }],
  ['defaultValue', { type: 'date', defaultValue: '2027-02-31' }],
  ['defaultValue', { type: 'picklist', options: 'One', defaultValue: 'Two' }],
])('a field is refused for its %s (%#)', async (name, more) => {
  const id = newId();
  const form = { ...(await versionOf('task')), id, type: 'text', label: 'Thing', ...more };
  const refused = createField(admin, createFieldInput.parse(form));
  await expect(refused).rejects.toSatisfy((error) => error instanceof Invalid && name in error.fields);
});

test('a form that is sent twice makes one field, and nobody but an admin makes any', async () => {
  await makeObject(admin, 'Train');
  const input = createFieldInput.parse({ ...(await versionOf('train')), id: newId(), type: 'text', label: 'Line' });
  await expect(createField(member, input)).rejects.toThrow(Forbidden);
  await createField(admin, input);
  await expect(createField(admin, input)).rejects.toThrow(Conflict);
  await expect(createField(admin, { ...input, ...(await versionOf('train')), apiName: 'other' })).rejects.toThrow(
    Conflict,
  );
  await expect(createField(admin, { ...input, ...(await versionOf('train')), id: newId() })).rejects.toThrow(Invalid);
  expect((await getObject(member, 'train')).fields).toHaveLength(3);
});

test('a field is edited but for its type, and name and owner only in their words', async () => {
  await makeObject(admin, 'Tram');
  const fieldId = await makeField(admin, 'tram', 'number', 'Cars', { defaultValue: '2' });
  const words = { label: 'Wagons', help: 'All of them.', isRequired: 'on', defaultValue: '3.5', scale: '1' };
  await editField(admin, editFieldInput.parse({ ...(await of('tram', fieldId)), ...words, type: 'text' }));
  const now = { label: 'Wagons', help: 'All of them.', isRequired: true, defaultValue: 3.5, scale: 1, type: 'number' };
  expect(await fieldOf(member, 'tram', 'cars')).toMatchObject(now);
  const owner = await fieldOf(admin, 'tram', 'owner');
  await editField(admin, editFieldInput.parse({ ...(await of('tram', owner?.id ?? '')), label: 'Driver' }));
  expect(await fieldOf(member, 'tram', 'owner')).toMatchObject({ label: 'Driver', isRequired: true });
  await expect(editField(admin, editFieldInput.parse({ ...(await of('tram', newId())), label: 'X' }))).rejects.toThrow(
    NotFound,
  );
  await expect(editField(member, editFieldInput.parse({ ...(await of('tram', fieldId)), label: 'X' }))).rejects.toThrow(
    Forbidden,
  );
});

test('values are renamed, ordered, added and taken from the offer, and records keep theirs', async () => {
  await makeObject(admin, 'Boat');
  const fieldId = await makeField(admin, 'boat', 'picklist', 'State', {
    options: 'New\nOld\nGone | closed',
    defaultValue: 'New',
  });
  const recordId = await makeRecord(member, 'boat', { name: 'B1', state: 'Old' });
  const rows = (more: Record<string, unknown> = {}) => ({
    ...{ value_0: 'New', label_0: 'Fresh', place_0: '2', value_1: 'Old', label_1: 'Old', place_1: '3' },
    ...{ value_2: 'Gone', label_2: 'Gone', place_2: '1', isActive: ['0', '2'], isClosed: '2' },
    ...more,
  });
  const save = async (more?: Record<string, unknown>) =>
    editValues(admin, editValuesInput.parse({ ...(await of('boat', fieldId)), ...rows(more) }));
  await save({ added: 'Sunk | closed' });
  const { options } = (await fieldOf(member, 'boat', 'state')) ?? {};
  expect(options?.map(({ value, label, isActive }) => `${value}/${label}/${isActive}`)).toEqual([
    ...['Gone/Gone/true', 'New/Fresh/true', 'Old/Old/false', 'Sunk/Sunk/true'],
  ]);
  expect(await ask(`select values ->> 'state' as state from records where id = $1`, recordId)).toEqual([
    { state: 'Old' },
  ]);
  await expect(save({ added: 'fresh' })).rejects.toThrow(Invalid);
  await expect(save({ label_1: 'Fresh' })).rejects.toThrow(Invalid);
  await expect(save({ isActive: ['1', '2'] })).rejects.toThrow(Invalid);
  expect(editValuesInput.safeParse({ ...(await of('boat', fieldId)), ...rows({ label_1: ' ' }) }).success).toBe(false);
  await expect(
    editValues(outsider, editValuesInput.parse({ ...(await of('boat', fieldId)), ...rows() })),
  ).rejects.toThrow(Forbidden);
});

test('a field moves past its neighbour and no further than the ends', async () => {
  await makeObject(admin, 'Kite');
  const ids = [];
  for (const label of ['One', 'Two']) ids.push(await makeField(admin, 'kite', 'text', label));
  const order = async () => (await getObject(member, 'kite')).fields.map(({ apiName }) => apiName).join(' ');
  const move = async (fieldId: string, direction: 'up' | 'down') =>
    moveField(admin, { ...(await of('kite', fieldId)), direction });
  await move(ids[1] ?? '', 'up');
  expect(await order()).toBe('name owner two one');
  for (let times = 0; times < 4; times += 1) await move(ids[1] ?? '', 'up');
  expect(await order()).toBe('two name owner one');
  await move(ids[0] ?? '', 'down');
  await move(ids[1] ?? '', 'down');
  expect(await order()).toBe('name two owner one');
});

test('a deleted field takes its history and its announcements with it, and its name is never free again', async () => {
  await makeObject(admin, 'Barn');
  const fieldId = await makeField(admin, 'barn', 'number', 'Size', { isTracked: 'on', isSortable: 'on' });
  await makeField(admin, 'barn', 'text', 'Site', { isTracked: 'on' });
  await drain();
  const recordId = await makeRecord(member, 'barn', { name: 'Red', size: 1 });
  const alone = await changeValues(member, recordId, { size: 2 });
  const both = await changeValues(member, recordId, { size: 3, site: 'North' });
  expect(await getFieldUses(admin, fieldId)).toEqual({ changes: 2, announcements: 2 });
  const input = await of('barn', fieldId);
  await expect(deleteField(member, input)).rejects.toThrow(Forbidden);
  await deleteField(admin, input);
  await expect(deleteField(admin, await of('barn', fieldId))).rejects.toThrow(NotFound);
  expect(await ask('select id from feed_items where id = any($1)', [alone.itemId, both.itemId])).toEqual([
    { id: both.itemId },
  ]);
  expect(await ask('select 1 from record_changes where field_id = $1', fieldId)).toEqual([]);
  expect(await ask(`select payload ->> 'postId' as id from outbox_events where type = 'post.deleted'`)).toEqual([
    { id: alone.itemId },
  ]);
  expect(await fieldOf(member, 'barn', 'size')).toBeUndefined();
  await changeValues(member, recordId, { site: 'South' });
  await expect(makeField(admin, 'barn', 'text', 'Size')).rejects.toThrow(Invalid);
  await drain();
  expect(
    await ask('select 1 from pg_indexes where indexname = $1', `records_by_${fieldId.replaceAll('-', '')}`),
  ).toEqual([]);
  const standard = await fieldOf(admin, 'case', 'priority');
  await expect(deleteField(admin, await of('case', standard?.id ?? ''))).rejects.toThrow(Forbidden);
});

test('a restricted field is read by those who are named, from the next look on and in old changes too', async () => {
  await makeObject(admin, 'Pact');
  const fieldId = await makeField(admin, 'pact', 'number', 'Fee', { isTracked: 'on' });
  const recordId = await makeRecord(member, 'pact', { name: 'P', fee: 1 });
  const { itemId } = await changeValues(member, recordId, { fee: 2 });
  const reads = async (viewer: Viewer) => {
    const s = scope(viewer);
    const [row] = await s.rows<{ fee: string | null }>(
      sql`select r.values ->> 'fee' as fee from ${s.records} r where r.id = ${recordId}`,
    );
    const items = await s.rows(sql`select 1 from ${s.items} i where i.id = ${itemId}`);
    return [row?.fee, items.length, (await fieldOf(viewer, 'pact', 'fee')) !== undefined];
  };
  const all = ['2', 1, true];
  const nothing = [null, 0, false];
  expect([await reads(member), await reads(outsider), await reads(admin)]).toEqual([all, all, all]);
  await restrictField(admin, { ...(await of('pact', fieldId)), reading: 'chosen' });
  expect([await reads(member), await reads(outsider), await reads(admin)]).toEqual([nothing, nothing, nothing]);
  await addReader(admin, { ...(await of('pact', fieldId)), principal: cast.groups.private.id });
  expect([await reads(member), await reads(outsider), await reads(admin)]).toEqual([all, nothing, nothing]);
  const { readers } = await getFieldReading(admin, fieldId);
  expect(readers.map(({ kind, name }) => [kind, name])).toEqual([['group', cast.groups.private.name]]);
  await addReader(admin, { ...(await of('pact', fieldId)), permission: 'admin' });
  expect(await reads(admin)).toEqual(all);
  await removeReader(admin, { ...(await of('pact', fieldId)), readerId: readers[0]?.id ?? '' });
  expect([await reads(member), await reads(admin)]).toEqual([nothing, all]);
  await deleteField(admin, await of('pact', fieldId));
  expect(await ask(`select values ? 'fee' as has from records where id = $1`, recordId)).toEqual([{ has: false }]);
});

test('who cannot be known is no reader, and nobody restricts a name', async () => {
  await makeObject(admin, 'Lease');
  const fieldId = await makeField(admin, 'lease', 'text', 'Terms');
  const { unlisted } = cast.groups;
  await expect(addReader(admin, { ...(await of('lease', fieldId)), principal: unlisted.id })).rejects.toThrow(NotFound);
  expect(await findReaders(admin, fieldId, unlisted.slug)).toEqual([]);
  expect((await findReaders(admin, fieldId, cast.member.handle)).map(({ id }) => id)).toEqual([cast.member.id]);
  await ask(`insert into field_readers (id, field_id, principal) values ($1, $2, $3)`, newId(), fieldId, unlisted.id);
  expect((await getFieldReading(admin, fieldId)).readers).toMatchObject([{ kind: 'group', name: null, href: null }]);
  const [name] = (await getCustomObject(admin, 'lease')).fields;
  const input = { ...(await of('lease', name?.id ?? '')), reading: 'chosen' as const };
  await expect(restrictField(admin, input)).rejects.toThrow(Invalid);
  await expect(restrictField(member, { ...input, fieldId })).rejects.toThrow(Forbidden);
});
