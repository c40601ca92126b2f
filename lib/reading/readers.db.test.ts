import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { Forbidden, NotFound } from '@/lib/errors';
import { createPost } from '@/lib/feed/create-post';
import { getPost, listGroupFeed } from '@/lib/feed/queries';
import { addMember } from '@/lib/groups/add-member';
import { leaveGroup } from '@/lib/groups/leave-group';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn } from '@/lib/testing/groups';
import { markPostsRead } from './mark-read';
import { listReaders } from './queries';

const open = useDatabase();
const { found } = groupsIn(open);
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const manager = viewerOf(cast.manager);
const outsider = viewerOf(cast.outsider);

const say = async (groupId: string, viewer: Viewer = owner, body = 'A word.') =>
  (await createPost(viewer, { subjectId: groupId, body, clientId: newId(), confirm: false })).postId;

const readers = async (viewer: Viewer, postId: string) =>
  (await listReaders(viewer, postId)).items.map(({ id }) => id).toSorted();

const seenBy = async (viewer: Viewer, postId: string) => (await getPost(viewer, postId)).seenBy?.count ?? null;

const silence = (person: { id: string }, showsReading: boolean) =>
  open.current.query(
    `insert into notification_settings (person_id, shows_reading) values ($1, $2) on conflict (person_id) do update set shows_reading = $2`,
    [person.id, showsReading],
  );

/** A group that the members have been in for a year. */
async function oldGroup(access: 'public' | 'private' = 'private', members = [member]) {
  const group = await found(access, {}, members);
  await open.current.query(`update memberships set joined_at = now() - interval '1 year' where group_id = $1`, [
    group.groupId,
  ]);
  return group;
}

describe('who has read a post (promise 36)', () => {
  beforeEach(async () => {
    await silence(cast.member, true);
    await silence(cast.manager, true);
  });

  async function readPost(access: 'public' | 'private' = 'private') {
    const group = await oldGroup(access, [member, manager]);
    const postId = await say(group.groupId);
    for (const viewer of [member, manager]) await markPostsRead(viewer, { ids: [postId] });
    return { ...group, postId };
  }

  test('is for its author', async () => {
    const { postId } = await readPost();
    expect(await readers(owner, postId)).toEqual([member.id, manager.id].toSorted());
    expect(await seenBy(owner, postId)).toBe(2);
  });

  test('is for nobody else: neither readers, managers, admins nor overseers', async () => {
    const { postId, groupId } = await readPost();
    await open.current.query(`update memberships set role = 'manager' where group_id = $1 and person_id = $2`, [
      groupId,
      manager.id,
    ]);
    for (const viewer of [member, manager]) {
      expect(await seenBy(viewer, postId)).toBeNull();
      await expect(listReaders(viewer, postId)).rejects.toThrow(Forbidden);
    }
    for (const viewer of [outsider, viewerOf(cast.admin), viewerOf(cast.viewAllData)])
      await expect(listReaders(viewer, postId)).rejects.toThrow(NotFound);
  });

  test('leaves out, in list and count, those who do not let authors know', async () => {
    const { postId } = await readPost();
    await silence(cast.member, false);
    expect(await readers(owner, postId)).toEqual([manager.id]);
    expect(await seenBy(owner, postId)).toBe(1);
  });

  test('leaves out those who may not see it any more, and those who have gone', async () => {
    const { postId, groupId } = await readPost();
    await removeMember(owner, { groupId, personId: manager.id });
    expect(await readers(owner, postId)).toEqual([member.id]);
    const { postId: another } = await readPost();
    await deactivatePerson(viewerOf(cast.admin), { id: cast.superior.id });
    await open.current.query('insert into item_reads (item_id, person_id) values ($1, $2)', [
      another,
      cast.superior.id,
    ]);
    expect(await seenBy(owner, another)).toBe(2);
  });

  test('leaves out guests where a group was opened to everyone', async () => {
    const { postId } = await readPost('public');
    await open.current.query('insert into item_reads (item_id, person_id) values ($1, $2)', [postId, cast.guest.id]);
    expect(await seenBy(owner, postId)).toBe(2);
  });

  test('is over for an author who has left a private group', async () => {
    const { groupId } = await oldGroup('private', [member, manager]);
    const postId = await say(groupId, member);
    await markPostsRead(manager, { ids: [postId] });
    expect(await seenBy(member, postId)).toBe(1);
    await leaveGroup(member, { groupId });
    await expect(listReaders(member, postId)).rejects.toThrow(NotFound);
    await addMember(owner, { groupId, personId: member.id });
    expect(await readers(member, postId)).toEqual([manager.id]);
  });

  test('is counted less far where many posts are shown', async () => {
    const { groupId } = await oldGroup();
    const [postId] = [await say(groupId), await say(groupId)];
    await open.current.query(
      `insert into subjects (id, kind, handle, name) select gen_random_uuid(), 'person', 'reader' || n, 'Reader ' || n from generate_series(1, 30) n`,
    );
    await open.current.query(
      `insert into people (id, email) select id, handle || '@brightmoor.example' from subjects where handle like 'reader%'`,
    );
    await open.current.query(
      `insert into memberships (group_id, person_id) select $1, id from subjects where handle like 'reader%'`,
      [groupId],
    );
    await open.current.query(
      `insert into item_reads (item_id, person_id) select $1, id from subjects where handle like 'reader%'`,
      [postId],
    );
    const inFeed = (await listGroupFeed(owner, groupId, {})).items.find(({ id }) => id === postId);
    expect(inFeed?.seenBy).toEqual({ count: 20, isMore: true });
    expect((await getPost(owner, postId)).seenBy).toEqual({ count: 30, isMore: false });
  });

  test('is not counted for posts outside of groups', async () => {
    const postId = await say(owner.id);
    expect(await seenBy(owner, postId)).toBeNull();
    await expect(listReaders(owner, postId)).rejects.toThrow(Forbidden);
  });
});
