import { beforeAll, describe, expect, test } from 'vitest';
import { audienceChannel } from '@/lib/realtime/channels';
import { useDatabase } from '@/lib/testing/database';
import { channelRows, isOpenTo } from './matrix/channel-rows';
import { allEyes, fewEyes, labelOf, readerOf, viewerOf } from './matrix/eyes';
import { readIds } from './matrix/ids';
import { plant } from './matrix/plant';
import { theGroup, theRole } from './matrix/world';
import { overseeing } from './viewer';

const open = useDatabase();

beforeAll(async () => {
  await plant(open.current);
  await readIds(open.current);
});

test('each of the cast may listen to their own channels and to no other', async () => {
  const wrong: string[] = [];
  for (const eyes of fewEyes(allEyes)) {
    const viewer = await readerOf(eyes);
    for (const row of channelRows())
      if ((await isOpenTo(viewer, row)) !== row.isOpen(eyes)) wrong.push(`${labelOf(eyes)}: ${row.of}`);
  }
  expect(wrong).toEqual([]);
});

describe('the channel of a private group', () => {
  const group = theGroup('private');
  const member = theRole('member');
  const mayListen = (version = 1, viewer = viewerOf(member)) =>
    isOpenTo(viewer, { of: '', channel: audienceChannel(group.id, version), isOpen: () => true });

  test('is another one after somebody has lost the group', async () => {
    await open.current.query('update subjects set channel_version = 2 where id = $1', [group.id]);
    expect([await mayListen(1), await mayListen(2), await mayListen(3)]).toEqual([false, true, false]);
    await open.current.query('update subjects set channel_version = 1 where id = $1', [group.id]);
  });

  test('is closed to a former member at once, whatever their session knew', async () => {
    const before = overseeing({ ...viewerOf(member), audiences: [group.id] }, group.id);
    expect(await mayListen(1, before)).toBe(true);
    const [seat] = await open.current.query('delete from grants where audience = $1 and principal = $1 returning *', [
      group.id,
    ]);
    expect(seat).toBeDefined();
    expect(await mayListen(1, before)).toBe(false);
    await open.current.query('insert into grants select * from json_populate_record(null::grants, $1)', [seat]);
    expect(await mayListen(1, before)).toBe(true);
  });

  test('is closed to who was deactivated', async () => {
    await open.current.query('update subjects set is_active = false where id = $1', [member.id]);
    expect(await mayListen()).toBe(false);
    await open.current.query('update subjects set is_active = true where id = $1', [member.id]);
  });

  test('is gone when the group becomes public', async () => {
    await open.current.query('update subjects set audience = null where id = $1', [group.id]);
    expect(await mayListen()).toBe(false);
    await open.current.query('update subjects set audience = id where id = $1', [group.id]);
  });
});
