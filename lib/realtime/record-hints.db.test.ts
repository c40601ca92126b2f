import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret of more than thirty-two characters';
  process.env.APP_URL = 'https://chatter.test';
});

import { cast, viewerOf } from '@/db/cast';
import type { CastRole } from '@/db/seed/cast/people';
import { drain } from '@/lib/events/worker';
import { createComment } from '@/lib/feed/create-comment';
import { addRecordToGroup } from '@/lib/group-records/add-record';
import { leaveGroup } from '@/lib/groups/leave-group';
import { newId } from '@/lib/ids';
import { deleteRecord } from '@/lib/record-access/delete-record';
import { restoreRecord } from '@/lib/record-access/restore-record';
import { restrictRecord } from '@/lib/record-access/restrict-record';
import { recordAccess } from '@/lib/record-access/subscriber';
import { unshareRecord } from '@/lib/record-access/unshare-record';
import { realtimeService } from '@/lib/server/realtime-service';
import { useDatabase } from '@/lib/testing/database';
import { established, join, type RawClient, serveRealtime } from '@/lib/testing/realtime';
import { opportunity, recordsIn, share } from '@/lib/testing/record-access';
import { changeValues } from '@/lib/testing/records';
import { signChannel } from './adapter';
import { audienceChannel, authorise, orgChannel, personChannel } from './channels';
import { noteEmbeddedPort } from './embedded/running';
import { bell, disconnects, realtime } from './subscriber';
import { allTold } from './tell';

const open = useDatabase();
const { query } = recordsIn(open);
const member = viewerOf(cast.member);

beforeEach(() => query('delete from outbox_events'));
afterEach(() => noteEmbeddedPort(null));

type Listener = { role: CastRole; client: RawClient };

const channelOf = async (id: string) => {
  const [row] = await query('select channel_version from subjects where id = $1', [id]);
  return audienceChannel(id, Number(row?.channel_version));
};

type Server = Awaited<ReturnType<typeof serveRealtime>>;

/** A browser with the page of a record open, that listens to every channel on which it is let in now. */
async function listen(server: Server, key: string, role: CastRole, recordId: string): Promise<Listener> {
  const client = await established(server.raw(`/app/${key}?protocol=7`));
  for (const name of [personChannel(cast[role].id), orgChannel, await channelOf(recordId)]) {
    if (!(await authorise(viewerOf(cast[role]), name))) continue;
    join(client, name, (signChannel(client.id, name) as { auth: string }).auth);
    await client.next();
  }
  client.frames.length = 0;
  return { role, client };
}

async function pagesOf(recordId: string, ...roles: CastRole[]): Promise<Listener[]> {
  const service = realtimeService();
  if (service.kind !== 'embedded') throw new Error(service.kind);
  const server = await serveRealtime({}, service);
  noteEmbeddedPort(Number(new URL(server.api).port));
  const all: Listener[] = [];
  for (const role of roles) all.push(await listen(server, service.key, role, recordId));
  await new Promise((resolve) => setTimeout(resolve, 250));
  return all;
}

async function everythingTold(): Promise<void> {
  await drain({ subscribers: [recordAccess, realtime, bell, disconnects] });
  await drain({ subscribers: [recordAccess, realtime, bell, disconnects] });
  await allTold();
  await new Promise((resolve) => setTimeout(resolve, 50));
}

const kindOf = (channel: string) => /^private-(org|person|audience)/.exec(channel)?.[1] ?? channel;

/** Who hears something of a deed, on which channels. */
async function heardBy(listeners: readonly Listener[], deed: () => Promise<unknown>) {
  await everythingTold();
  for (const { client } of listeners) client.frames.length = 0;
  await deed();
  await everythingTold();
  const names = (frames: RawClient['frames']) =>
    [...new Set(frames.map(({ channel = '' }) => kindOf(channel)))].toSorted();
  return Object.fromEntries(
    listeners.filter(({ client }) => client.frames.length > 0).map(({ role, client }) => [role, names(client.frames)]),
  );
}

const roles = ['owner', 'manager', 'outsider', 'guest', 'viewAllData'] as const;
const colleagues = { owner: ['org'], manager: ['org'], outsider: ['org'], viewAllData: ['org'] };

const follow = (role: CastRole, id: string) =>
  query('insert into follows (person_id, subject_id) values ($1, $2) on conflict do nothing', [cast[role].id, id]);

describe('a change of a record', () => {
  test('that all may read is told on the channel of all, and to who follows it by their own', async () => {
    const id = await opportunity(false);
    await follow('outsider', id);
    const told = await heardBy(await pagesOf(id, ...roles), () => changeValues(member, id, { amount: 12 }));
    expect(told).toEqual({ ...colleagues, outsider: ['org', 'person'] });
  });

  test('of a restricted one is told to those who hold it, whatever others may do with a permission', async () => {
    const id = await opportunity(true);
    await share(id, cast.outsider.id);
    await share(id, cast.groups.guests.id);
    await follow('guest', id);
    const told = await heardBy(await pagesOf(id, ...roles), () => changeValues(member, id, { amount: 12 }));
    expect(told).toEqual({
      owner: ['audience'],
      manager: ['audience'],
      outsider: ['audience'],
      guest: ['audience', 'person'],
    });
  });

  test('of a field that few read is told to these people, and to no channel on which others listen', async () => {
    const id = await opportunity(false);
    for (const role of roles) await follow(role, id);
    const pages = await pagesOf(id, ...roles);
    const few = { owner: ['person'], manager: ['person'], viewAllData: ['person'] };
    expect(await heardBy(pages, () => changeValues(member, id, { margin: 40 }))).toEqual(few);
    const [item] = await query('select item_id as id from record_changes where subject_id = $1 and field_id = $2', [
      id,
      cast.margin.id,
    ]);
    const comment = { id: String(item?.id), parentId: undefined, body: 'Few.', clientId: newId(), confirm: true };
    expect(await heardBy(pages, () => createComment(member, comment))).toEqual(few);
    expect(await heardBy(pages, () => changeValues(member, id, { margin: 41, amount: 3 }))).toMatchObject(
      Object.fromEntries(Object.keys(colleagues).map((role) => [role, expect.arrayContaining(['org'])])),
    );
  });

  test('that came quietly is told to nobody', async () => {
    const id = await opportunity(false);
    const pages = await pagesOf(id, ...roles);
    expect(await heardBy(pages, () => changeValues(member, id, { amount: 12 }, { isQuiet: true }))).toEqual({});
  });
});

describe('losing a record', () => {
  test('is told to whoever listens to it, and nothing more comes on the channel left behind', async () => {
    const id = await opportunity(true);
    await share(id, cast.outsider.id);
    await everythingTold();
    const pages = await pagesOf(id, 'owner', 'outsider');
    const channel = await channelOf(id);
    const told = await heardBy(pages, () => unshareRecord(member, { recordId: id, principal: cast.outsider.id }));
    expect(told).toEqual({ owner: ['audience'], outsider: ['audience'] });
    expect(await authorise(viewerOf(cast.outsider), channel)).toBe(false);
    expect(await authorise(viewerOf(cast.outsider), await channelOf(id))).toBe(false);
    expect(await authorise(viewerOf(cast.owner), await channelOf(id))).toBe(true);
    expect(await heardBy(pages, () => changeValues(member, id, { amount: 7 }))).toEqual({});
  });

  test('by a group that one left is told as well', async () => {
    const id = await opportunity(true);
    await query('insert into memberships (group_id, person_id) values ($1, $2)', [
      cast.groups.public.id,
      cast.outsider.id,
    ]);
    await share(id, cast.groups.public.id);
    await everythingTold();
    const pages = await pagesOf(id, 'outsider');
    const told = await heardBy(pages, () => leaveGroup(viewerOf(cast.outsider), { groupId: cast.groups.public.id }));
    expect(told.outsider).toEqual(expect.arrayContaining(['audience', 'person']));
    expect(await heardBy(pages, () => changeValues(member, id, { amount: 7 }))).toEqual({});
  });

  test('that was open to all, by restricting and by deleting, is told to all colleagues', async () => {
    const id = await opportunity(false);
    const pages = await pagesOf(id, ...roles);
    const restrict = () => restrictRecord(member, { recordId: id, access: 'restricted', confirmAccess: false });
    expect(await heardBy(pages, restrict)).toEqual(colleagues);
    const other = await opportunity(false);
    await follow('outsider', other);
    expect(await heardBy(pages, () => deleteRecord(member, { recordId: other }))).toEqual({
      ...colleagues,
      outsider: ['org', 'person'],
    });
    expect(await heardBy(pages, () => restoreRecord(member, { recordId: other }))).toMatchObject({ owner: ['org'] });
  });
});

test('that a restricted record is on the list of a group is told to those who may read it', async () => {
  const id = await opportunity(true);
  const pages = await pagesOf(id, 'owner', 'manager', 'outsider');
  const told = await heardBy(pages, () => addRecordToGroup(member, { recordId: id, groupId: cast.groups.private.id }));
  expect(told).toEqual({ owner: ['person'] });
});
