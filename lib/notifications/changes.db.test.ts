import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { changeKind } from '@/lib/administration/change-kind';
import { deactivatePerson } from '@/lib/administration/deactivate-person';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deleteComment } from '@/lib/feed/delete-comment';
import { deletePost } from '@/lib/feed/delete-post';
import { editComment } from '@/lib/feed/edit-comment';
import { editPost } from '@/lib/feed/edit-post';
import { leaveGroup } from '@/lib/groups/leave-group';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, reasonsOf, saying, tellAll, told } from '@/lib/testing/notifications';
import { countUnread, listNotifications } from './queries';

const open = useDatabase();
const { groups, owner, manager, member, outsider, follower, asker, admin } = cast;
const [asOwner, asMember, asManager, asAdmin] = [viewerOf(owner), viewerOf(member), viewerOf(manager), viewerOf(admin)];

beforeEach(() => forgetAll(open.current));

const post = async (body: string, subjectId = groups.public.id) =>
  (await createPost(asMember, { subjectId, body, clientId: newId(), confirm: true })).postId;

const comment = async (viewer: typeof asMember, id: string, body: string) =>
  (await createComment(viewer, { id, body, parentId: undefined, clientId: newId(), confirm: true })).commentId;

async function reasons() {
  await tellAll();
  return reasonsOf(await told(open.current));
}

const waiting = async () =>
  (
    await open.current.query(
      `select s.handle, d.state, d.note from deliveries d join subjects s on s.id = d.person_id where d.channel = 'email' and d.state <> 'off' order by 1`,
    )
  ).map(({ handle, state, note }) => `${handle} ${state} ${note}`.trim());

describe('an edit', () => {
  test('tells those whom it mentions for the first time, and the others nothing', async () => {
    const id = await post(`@${owner.handle}`);
    await tellAll();
    await editPost(asMember, { id, body: `@${owner.handle} @${outsider.handle}`, version: 1, confirm: true });
    expect(await reasons()).toEqual(saying([owner, 'mention_post'], [outsider, 'mention_post']));
  });

  test('that takes a mention out before it was told or read takes it back, with its mail', async () => {
    const id = await post(`@${owner.handle}`);
    await tellAll();
    expect(await waiting()).toEqual([`${owner.handle} waiting`]);
    await editPost(asMember, { id, body: 'Nobody', version: 1, confirm: true });
    expect(await reasons()).toEqual({});
    expect(await waiting()).toEqual([`${owner.handle} cancelled taken_back`]);
    const other = await post(`@${owner.handle}`);
    await editPost(asMember, { id: other, body: 'Nobody', version: 1, confirm: true });
    expect(await reasons()).toEqual({});
  });

  test('that takes out and puts back what was read says nothing new', async () => {
    const id = await post(`@${owner.handle}`);
    await tellAll();
    await open.current.query('update notifications set read_at = now()');
    await editPost(asMember, { id, body: 'Nobody', version: 1, confirm: true });
    await editPost(asMember, { id, body: `@${owner.handle} again`, version: 2, confirm: true });
    expect(await reasons()).toEqual(saying([owner, 'mention_post']));
  });

  test('of a comment that no longer mentions the post’s author still tells them of a comment', async () => {
    const id = cast.posts.public.outsider.id;
    const commentId = await comment(asOwner, id, `@${outsider.handle} @${follower.handle}`);
    await tellAll();
    await editComment(asOwner, { id: commentId, body: `@${asker.handle}`, version: 1, confirm: true });
    const { [outsider.handle]: theirs, [asker.handle]: fresh, [follower.handle]: gone } = await reasons();
    expect([theirs, fresh, gone]).toEqual([['comment_on_mine'], ['mention_comment'], undefined]);
  });

  test('in a private group tells nobody outside', async () => {
    const id = await post('Here', groups.private.id);
    await editPost(asMember, { id, body: `@${outsider.handle} @${manager.handle}`, version: 1, confirm: true });
    expect(await reasons()).toEqual(saying([manager, 'mention_post']));
  });
});

describe('what is deleted', () => {
  test('before it is told tells nobody', async () => {
    await deletePost(asMember, { id: await post(`@${owner.handle}`) });
    const id = await comment(asMember, cast.posts.public.owner.id, `@${outsider.handle}`);
    await deleteComment(asMember, { id });
    expect(await reasons()).toEqual({});
    expect(await waiting()).toEqual([]);
  });

  test('within the two minutes takes the notifications and the mail with it, and no other mail of its thread', async () => {
    const id = await post(`@${owner.handle}`);
    const commentId = await comment(asManager, id, `@${outsider.handle}`);
    await tellAll();
    expect(await waiting()).toHaveLength(3);
    await deleteComment(asManager, { id: commentId });
    expect(await reasons()).toEqual(saying([owner, 'mention_post']));
    expect(await waiting()).toEqual([
      `${outsider.handle} cancelled deleted`,
      `${member.handle} cancelled deleted`,
      `${owner.handle} waiting`,
    ]);
    await deletePost(asMember, { id });
    expect(await reasons()).toEqual({});
    expect((await waiting()).filter((line) => line.includes('waiting'))).toEqual([]);
    expect(await listNotifications(asOwner, {})).toEqual({ items: [], next: null });
  });
});

describe('whoever loses access', () => {
  const asFollower = viewerOf(follower);

  beforeEach(async () => {
    await open.current.query(`insert into memberships (group_id, person_id) values ($1, $2) on conflict do nothing`, [
      groups.private.id,
      follower.id,
    ]);
    const id = await post(`@${follower.handle} @${manager.handle}`, groups.private.id);
    await comment(asMember, id, `@${follower.handle}`);
    await tellAll();
    expect(await countUnread(asFollower)).toBe(2);
  });

  test('keeps nothing of it: no line, no count, no waiting mail; others keep theirs', async () => {
    await removeMember(asOwner, { groupId: groups.private.id, personId: follower.id });
    expect([await countUnread(asFollower), (await listNotifications(asFollower, {})).items]).toEqual([0, []]);
    expect(await reasons()).toEqual(saying([manager, 'mention_post']));
    expect((await waiting()).filter((line) => line.startsWith(follower.handle))).toEqual([
      `${follower.handle} cancelled no_access`,
      `${follower.handle} cancelled no_access`,
    ]);
  });

  test('keeps nothing when they leave themselves, nor of what was written before they left and not yet told', async () => {
    await post(`@${follower.handle}`, groups.private.id);
    await leaveGroup(asFollower, { groupId: groups.private.id });
    expect(await reasons()).toEqual(saying([manager, 'mention_post']));
  });

  test('by becoming a guest keeps nothing of what is for everyone', async () => {
    await post(`@${asker.handle}`);
    await tellAll();
    await changeKind(asAdmin, { id: asker.id, kind: 'guest' });
    expect(Object.keys(await reasons())).not.toContain(asker.handle);
  });

  test('by being deactivated gets no more mail, and nothing new', async () => {
    await post(`@${follower.handle}`, groups.private.id);
    await deactivatePerson(asAdmin, { id: follower.id });
    await tellAll();
    expect((await waiting()).filter((line) => line.startsWith(follower.handle))).toEqual([
      `${follower.handle} cancelled deactivated`,
      `${follower.handle} cancelled deactivated`,
    ]);
    expect(await open.current.query(`select 1 from notifications where person_id = $1`, [follower.id])).toHaveLength(2);
  });
});
