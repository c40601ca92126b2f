import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import { findOpenChannelVersion } from '@/lib/access/channels';
import type { Viewer } from '@/lib/access/viewer';
import { drain } from '@/lib/events/worker';
import { listHomeFeed } from '@/lib/feed/queries';
import { followSubject } from '@/lib/follow/follow-subject';
import { createGroup } from '@/lib/groups/create-group';
import { deleteGroup } from '@/lib/groups/delete-group';
import { joinGroup } from '@/lib/groups/join-group';
import { leaveGroup } from '@/lib/groups/leave-group';
import { newId } from '@/lib/ids';
import { countUnread, listNotifications } from '@/lib/notifications/queries';
import { notifications } from '@/lib/notifications/subscriber';
import { placeInHierarchy } from '@/lib/people/place-in-hierarchy';
import { useDatabase } from '@/lib/testing/database';
import { opportunity, reads, recordsIn, say, share } from '@/lib/testing/record-access';
import { deleteRecord } from './delete-record';
import { restoreRecord } from './restore-record';
import { BIN_DAYS } from './rules';
import { recordAccess } from './subscriber';
import { unshareRecord } from './unshare-record';

const open = useDatabase();
const { query, count } = recordsIn(open);

const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const superior = viewerOf(cast.superior);

const settle = () => drain({ subscribers: [recordAccess, notifications] });

/** What somebody kept of a record, and may still find of it. */
async function kept({ id: who }: Viewer, recordId: string, postId: string): Promise<string[]> {
  const rows = await query(
    `select 'follow' as what from follows where person_id = $1 and subject_id = $2
     union all select 'bookmark' from bookmarks where person_id = $1 and item_id = $3
     union all select 'told' from notifications where person_id = $1 and item_id = $3`,
    [who, recordId, postId],
  );
  return rows.map(({ what }) => String(what));
}

const version = async (id: string) =>
  (await query('select channel_version from subjects where id = $1', [id]))[0]?.channel_version;

/** A record with a post that mentions somebody who follows it. */
async function watched(viewer: Viewer, give: (id: string) => Promise<unknown>) {
  const id = await opportunity(true);
  await give(id);
  await followSubject(viewer, { subjectId: id, kind: 'record' });
  const { postId } = await say(member, id, `For you, @${viewer.handle}.`);
  await query('insert into bookmarks (person_id, item_id) values ($1, $2)', [viewer.id, postId]);
  await settle();
  return { id, postId };
}

async function group(...members: Viewer[]) {
  const made = await createGroup(viewerOf(cast.owner), {
    name: `Group ${newId()}`.slice(0, 40),
    description: '',
    access: 'public',
    isBroadcast: false,
    allowsGuests: false,
  });
  for (const viewer of members) await joinGroup(viewer, { groupId: made.id });
  return made.id;
}

beforeEach(async () => {
  await query('delete from outbox_events');
  await query('delete from notifications');
  await query('delete from deliveries');
});

test('a person who left the group finds nothing at once, and keeps nothing soon after', async () => {
  const groupId = await group(outsider);
  const { id, postId } = await watched(outsider, (record) => share(record, groupId));
  expect(await kept(outsider, id, postId)).toEqual(['follow', 'bookmark', 'told']);
  const before = await version(id);
  await leaveGroup(outsider, { groupId });
  expect(await reads(outsider, id)).toBe(false);
  expect(await findOpenChannelVersion(outsider, id)).toBeNull();
  await settle();
  expect(await kept(outsider, id, postId)).toEqual([]);
  expect(await version(id)).toBe(Number(before) + 1);
});

test('whoever holds it otherwise as well keeps everything', async () => {
  const groupId = await group(outsider);
  const { id, postId } = await watched(outsider, async (record) => {
    await share(record, groupId);
    await share(record, cast.outsider.id);
  });
  const before = await version(id);
  await leaveGroup(outsider, { groupId });
  await settle();
  expect(await kept(outsider, id, postId)).toEqual(['follow', 'bookmark', 'told']);
  expect(await version(id)).toBe(before);
});

test('a group that is deleted takes its shares along', async () => {
  const groupId = await group(outsider);
  const { id, postId } = await watched(outsider, (record) => share(record, groupId));
  const [row] = await query('select name from subjects where id = $1', [groupId]);
  await deleteGroup(viewerOf(cast.owner), { groupId, name: String(row?.name) });
  expect(await reads(outsider, id)).toBe(false);
  await settle();
  expect(await kept(outsider, id, postId)).toEqual([]);
  expect(await reads(member, id)).toBe(true);
});

test('a manager who is no longer above the owner loses what they and those below them hold', async () => {
  const { id, postId } = await watched(superior, async () => {});
  await transaction((tx) => placeInHierarchy(tx, cast.owner.id, null));
  expect([await reads(superior, id), await reads(viewerOf(cast.owner), id)]).toEqual([false, true]);
  await settle();
  expect(await kept(superior, id, postId)).toEqual([]);
  await transaction((tx) => placeInHierarchy(tx, cast.owner.id, cast.superior.id));
  expect(await reads(superior, id)).toBe(true);
});

test('after access was taken back notifications, badge and Home are empty, before and after anybody cleaned up', async () => {
  const { id } = await watched(outsider, (record) => share(record, cast.outsider.id));
  expect((await listNotifications(outsider, {})).items).toHaveLength(2);
  await unshareRecord(member, { recordId: id, principal: cast.outsider.id });
  for (const clean of [async () => {}, settle]) {
    await clean();
    expect((await listNotifications(outsider, {})).items).toEqual([]);
    expect(await countUnread(outsider)).toBe(0);
    const { items } = await listHomeFeed(outsider, 'to-me', {});
    expect(items.filter(({ place }) => place?.kind === 'record' && place.record.id === id)).toEqual([]);
  }
  const waiting = await query(
    `select 1 from deliveries where person_id = $1 and channel = 'email' and state = 'waiting'`,
    [cast.outsider.id],
  );
  expect(waiting).toEqual([]);
});

describe('the bin', () => {
  const emptied = (days: number) =>
    drain({
      subscribers: [recordAccess],
      now: new Date(Date.now() + days * 86_400_000),
    });
  const due = () =>
    query(`insert into outbox_events (id, type, payload) values ($1, 'housekeeping.due', '{}')`, [newId()]);

  test('what has lain there for fifteen days goes for good, with an entry in the log', async () => {
    const [id, kept] = [await opportunity(false), await opportunity(false)];
    const { postId } = await say(outsider, id);
    await query(`insert into drafts (person_id, place, source, client_id) values ($1, $2, 'kept', $1)`, [
      outsider.id,
      `comment:${postId}`,
    ]);
    await deleteRecord(member, { recordId: id });
    await deleteRecord(member, { recordId: kept });
    await query(`update records set deleted_at = deleted_at - make_interval(days => $2) where id = $1`, [id, BIN_DAYS]);
    await query('delete from outbox_events');
    await due();
    await emptied(0);
    expect(
      await query('select 1 from subjects where id = $1 union all select 1 from feed_items where id = $2', [
        id,
        postId,
      ]),
    ).toEqual([]);
    expect(await count(`select count(*) from drafts where place = 'comment:' || $1::text`, [postId])).toBe(0);
    expect(
      await count(`select count(*) from audit_entries where subject_id = $1 and action = 'record.purged'`, [id]),
    ).toBe(1);
    await restoreRecord(member, { recordId: kept });
    expect(await reads(outsider, kept)).toBe(true);
  });
});
