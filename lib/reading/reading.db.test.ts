import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { Forbidden, NotFound } from '@/lib/errors';
import { createPost } from '@/lib/feed/create-post';
import { getPost, listGroupFeed, listHomeFeed } from '@/lib/feed/queries';
import { addMember } from '@/lib/groups/add-member';
import { leaveGroup } from '@/lib/groups/leave-group';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { groupsIn } from '@/lib/testing/groups';
import { markGroupRead, markPostsRead } from './mark-read';
import { listReaders } from './queries';
import type { Show } from './rules';

const open = useDatabase();
const { found } = groupsIn(open);
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const manager = viewerOf(cast.manager);
const outsider = viewerOf(cast.outsider);

const say = async (groupId: string, viewer: Viewer = owner, body = 'A word.') =>
  (await createPost(viewer, { subjectId: groupId, body, clientId: newId(), confirm: false })).postId;

/** Writes it as if it had been on another day. */
async function said(groupId: string, daysAgo: number): Promise<string> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const id = newId(at);
  await open.current.query(
    `insert into feed_items (id, subject_id, author_id, source, tree, plain, client_id, created_at, activity_at)
     values ($1, $2, $3, 'old', '[]', 'old', $1, $4, $4)`,
    [id, groupId, owner.id, at],
  );
  await open.current.query(
    `insert into feed_entries (subject_id, item_id, activity_at, actor_id, reason) values ($1, $2, $3, $4, 'parent')`,
    [groupId, id, at, owner.id],
  );
  return id;
}

const shown = async (viewer: Viewer, groupId: string, show?: Show, sort: 'latest' | 'activity' = 'latest') =>
  (await listGroupFeed(viewer, groupId, { show, sort })).items.map(({ id }) => id);

const readers = async (viewer: Viewer, postId: string) =>
  (await listReaders(viewer, postId)).items.map(({ id }) => id).toSorted();

const seenBy = async (viewer: Viewer, postId: string) => (await getPost(viewer, postId)).seenBy;

const rows = async (postId: string) =>
  (await open.current.query('select person_id from item_reads where item_id = $1', [postId])).map(
    (row) => row.person_id,
  );

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

describe('unread is', () => {
  test('what others posted in the last 30 days, since one joined, and one has not marked', async () => {
    const { groupId } = await oldGroup();
    const old = await said(groupId, 31);
    const recent = await said(groupId, 29);
    const own = await say(groupId, member);
    const fresh = await say(groupId);
    for (const sort of ['latest', 'activity'] as const) {
      expect((await shown(member, groupId, 'unread', sort)).toSorted()).toEqual([recent, fresh].toSorted());
      expect((await shown(member, groupId, 'read', sort)).toSorted()).toEqual([old, own].toSorted());
    }
    await markPostsRead(member, { ids: [recent] });
    expect(await shown(member, groupId, 'unread')).toEqual([fresh]);
    expect(await shown(member, groupId, 'read')).toEqual([own, recent, old]);
    expect(await shown(member, groupId)).toHaveLength(4);
  });

  test('nothing from before one joined', async () => {
    const { groupId } = await oldGroup();
    await said(groupId, 3);
    await open.current.query(`update memberships set joined_at = now() - interval '2 days' where group_id = $1`, [
      groupId,
    ]);
    const later = await said(groupId, 1);
    expect(await shown(member, groupId, 'unread')).toEqual([later]);
  });

  test('nothing for those who are not in the group', async () => {
    const { groupId } = await oldGroup('public');
    const postId = await say(groupId);
    expect(await shown(outsider, groupId, 'unread')).toEqual([]);
    expect((await getPost(outsider, postId)).isUnread).toBe(false);
    await markPostsRead(outsider, { ids: [postId] });
    expect(await rows(postId)).toEqual([]);
  });

  test('the same wherever the post is met', async () => {
    const { groupId } = await oldGroup();
    const postId = await say(groupId);
    const atHome = async () => (await listHomeFeed(member, 'following', {})).items.find(({ id }) => id === postId);
    expect((await atHome())?.isUnread).toBe(true);
    await markPostsRead(member, { ids: [postId] });
    expect((await atHome())?.isUnread).toBe(false);
    expect((await getPost(member, postId)).isUnread).toBe(false);
  });

  test('read by being marked, never by being asked for', async () => {
    const { groupId } = await oldGroup();
    const postId = await say(groupId);
    await getPost(member, postId);
    await shown(member, groupId, 'unread');
    expect(await rows(postId)).toEqual([]);
  });
});

describe('marking', () => {
  test('leaves alone what is not there, closed, one’s own or old, and says nothing of it', async () => {
    const { groupId } = await oldGroup();
    const own = await say(groupId, member);
    const old = await said(groupId, 40);
    const closed = cast.posts.unlisted.owner.id;
    await markPostsRead(outsider, { ids: [closed, cast.posts.private.owner.id, newId()] });
    await markPostsRead(member, { ids: [own, old] });
    for (const id of [closed, own, old]) expect(await rows(id)).toEqual([]);
  });

  test('all marks what was there when the page was made, and nothing that came since', async () => {
    const { groupId } = await oldGroup();
    const before = [await say(groupId), await say(groupId)];
    const at = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const after = await say(groupId);
    const elsewhere = await oldGroup();
    const other = await say(elsewhere.groupId);
    await markGroupRead(member, { groupId, at });
    await markGroupRead(member, { groupId, at });
    expect(await shown(member, groupId, 'unread')).toEqual([after]);
    for (const id of before) expect(await rows(id)).toEqual([member.id]);
    expect(await rows(other)).toEqual([]);
    await expect(markGroupRead(outsider, { groupId: cast.groups.unlisted.id, at })).rejects.toThrow(NotFound);
  });

  testParallel('one post from many pages at once is one row', async () => {
    const { groupId } = await oldGroup();
    const postId = await say(groupId);
    await Promise.all(Array.from({ length: 20 }, () => markPostsRead(member, { ids: [postId] })));
    expect(await rows(postId)).toEqual([member.id]);
  });
});

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

  test('is not counted for posts outside of groups', async () => {
    const postId = await say(owner.id);
    expect(await seenBy(owner, postId)).toBeNull();
    await expect(listReaders(owner, postId)).rejects.toThrow(Forbidden);
  });
});
