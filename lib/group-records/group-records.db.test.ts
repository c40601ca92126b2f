import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { opportunity, reads, recordsIn } from '@/lib/testing/record-access';
import { addRecordToGroup } from './add-record';
import { listGroupRecords, listGroupsOfRecord } from './queries';
import { removeRecordFromGroup } from './remove-record';

const open = useDatabase();
const { query, types } = recordsIn(open);

const member = viewerOf(cast.member);
const manager = viewerOf(cast.manager);
const outsider = viewerOf(cast.outsider);
const { groups } = cast;

beforeEach(async () => {
  await query('delete from group_records');
  await query('delete from outbox_events');
});

const add = (recordId: string, groupId = groups.private.id, viewer: Viewer = member) =>
  addRecordToGroup(viewer, { recordId, groupId });

const listed = async (viewer: Viewer, groupId = groups.private.id) =>
  (await listGroupRecords(viewer, groupId)).items.map(({ id }) => id);

test('a record in a group is found there by the members who may read it, and gives nobody access', async () => {
  const [known, secret] = [await opportunity(false), await opportunity(true)];
  await add(known);
  await add(secret);
  expect((await listed(member)).toSorted()).toEqual([known, secret].toSorted());
  expect(await listed(manager)).toEqual([known]);
  expect(await reads(manager, secret)).toBe(false);
  expect(await listed(outsider)).toEqual([]);
  expect((await listGroupRecords(manager, groups.private.id)).next).toBeNull();
});

test('it is added once, by one event, and removed once', async () => {
  const id = await opportunity(false);
  await query('delete from outbox_events');
  await add(id);
  await add(id);
  await removeRecordFromGroup(member, { recordId: id, groupId: groups.private.id });
  await removeRecordFromGroup(member, { recordId: id, groupId: groups.private.id });
  expect(await types()).toEqual(['group.record_added', 'group.record_removed']);
  expect(await listed(member)).toEqual([]);
});

testParallel('twenty at once add it once', async () => {
  const id = await opportunity(false);
  await query('delete from outbox_events');
  await Promise.all(Array.from({ length: 20 }, () => add(id)));
  expect(await types()).toEqual(['group.record_added']);
});

test('one adds to groups of one’s own in which one could post, and never to one with guests', async () => {
  const id = await opportunity(false);
  await expect(add(id, groups.public.id, outsider)).rejects.toThrow(Invalid);
  await expect(add(id, groups.private.id, outsider)).rejects.toThrow(Forbidden);
  await expect(add(id, groups.unlisted.id, outsider)).rejects.toThrow(NotFound);
  await expect(add(id, groups.broadcast.id)).rejects.toThrow(Forbidden);
  await expect(add(id, groups.archived.id)).rejects.toThrow(Forbidden);
  await expect(add(id, groups.guests.id)).rejects.toThrow(Invalid);
  const secret = await opportunity(true);
  await expect(add(secret, groups.private.id, manager)).rejects.toThrow(NotFound);
});

test('it is removed by whoever added it, looks after the group or owns the record', async () => {
  const id = await opportunity(false);
  const remove = (viewer: Viewer) => removeRecordFromGroup(viewer, { recordId: id, groupId: groups.public.id });
  await add(id, groups.public.id);
  await expect(remove(outsider)).rejects.toThrow(Forbidden);
  await remove(manager);
  await add(id, groups.public.id, manager);
  await remove(member);
  await add(id, groups.public.id);
  await remove(viewerOf(cast.superior));
  expect(await listed(member, groups.public.id)).toEqual([]);
});

test('the page of a record names the groups that its reader may know, and offers their own that could', async () => {
  const id = await opportunity(false);
  await add(id, groups.unlisted.id);
  await add(id, groups.public.id);
  const shown = async (viewer: Viewer) => {
    const { groups: on, choices } = await listGroupsOfRecord(viewer, id);
    return [on.map((group) => [group.name, group.canRemove]), choices.map(({ name }) => name)];
  };
  expect(await shown(member)).toEqual([
    [
      [groups.public.name, true],
      [groups.unlisted.name, true],
    ],
    [groups.private.name],
  ]);
  expect(await shown(outsider)).toEqual([[[groups.public.name, false]], []]);
});
