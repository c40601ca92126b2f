import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { createPost } from '@/lib/feed/create-post';
import { getPost, listGroupFeed, listHomeFeed } from '@/lib/feed/queries';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { groupsIn } from '@/lib/testing/groups';
import { markGroupRead, markPostsRead } from './mark-read';
import type { Show } from './rules';

const open = useDatabase();
const { found } = groupsIn(open);
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
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

const rows = async (postId: string) =>
  (await open.current.query('select person_id from item_reads where item_id = $1', [postId])).map(
    (row) => row.person_id,
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
