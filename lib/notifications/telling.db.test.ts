import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { likeComment, unlikeComment } from '@/lib/feed/like-comment';
import { likePost, unlikePost } from '@/lib/feed/like-post';
import { followSubject } from '@/lib/follow/follow-subject';
import { unfollowSubject } from '@/lib/follow/unfollow-subject';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, reasonsOf, saying, tellAll, told } from '@/lib/testing/notifications';

const open = useDatabase();
const { groups, owner, manager, member, outsider, guest, formerMember, deactivated, follower, superior } = cast;
const [asOwner, asManager, asMember] = [viewerOf(owner), viewerOf(manager), viewerOf(member)];
const [asOutsider, asGuest, asFollower] = [viewerOf(outsider), viewerOf(guest), viewerOf(follower)];

beforeEach(() => forgetAll(open.current));

const post = async (viewer: typeof asMember, subjectId: string, body: string) =>
  (await createPost(viewer, { subjectId, body, clientId: newId(), confirm: true })).postId;

const comment = async (viewer: typeof asMember, id: string, body: string, parentId?: string) =>
  (await createComment(viewer, { id, body, parentId, clientId: newId(), confirm: true })).commentId;

/** A post by this person about which nobody is told anything. */
async function oldPost(viewer: typeof asMember, subjectId: string): Promise<string> {
  const id = await post(viewer, subjectId, 'An older post');
  await forgetAll(open.current);
  return id;
}

async function reasons(about?: string) {
  await tellAll();
  return reasonsOf(await told(open.current, about));
}

const frequency = (person: { id: string }, groupId: string, value: string) =>
  open.current.query('update memberships set email_frequency = $3 where person_id = $1 and group_id = $2', [
    person.id,
    groupId,
    value,
  ]);

const mention = (...people: { handle: string }[]) => people.map(({ handle }) => `@${handle}`).join(' ');

describe('a post', () => {
  test('tells those it mentions, and not who wrote it', async () => {
    await post(asMember, groups.public.id, `Look ${mention(owner, outsider, member)}`);
    expect(await reasons()).toEqual(saying([owner, 'mention_post'], [outsider, 'mention_post']));
  });

  test('tells whose profile it stands on, on the page and by email', async () => {
    await post(asMember, outsider.id, 'Welcome');
    expect(await reasons()).toEqual(saying([outsider, 'profile_post']));
    expect(await told(open.current)).toMatchObject([{ page: 'sent', email: 'waiting' }]);
  });

  test('tells the members who want every post, and nobody who has digests', async () => {
    await frequency(manager, groups.public.id, 'every');
    await post(asMember, groups.public.id, 'News');
    expect(await reasons()).toEqual(saying([manager, 'group_post']));
    expect(await told(open.current)).toMatchObject([{ page: 'sent', email: 'waiting' }]);
  });

  test('tells the members of a group that it mentions in the same way', async () => {
    await frequency(manager, groups.public.id, 'every');
    await post(asMember, member.id, `For @${groups.public.slug}`);
    expect(await reasons()).toEqual(saying([manager, 'group_post']));
  });

  test('gives one notification to whoever has several reasons, the highest of them', async () => {
    await frequency(manager, groups.private.id, 'every');
    await post(asMember, groups.private.id, `${mention(manager)}`);
    expect(await reasons()).toEqual(saying([manager, 'mention_post']));
  });

  test('in a private group tells nobody who is not in it, whatever it mentions', async () => {
    await post(asMember, groups.private.id, mention(outsider, formerMember, guest, deactivated, superior, owner));
    expect(await reasons()).toEqual(saying([owner, 'mention_post']));
    expect(await open.current.query('select distinct person_id from deliveries')).toEqual([{ person_id: owner.id }]);
  });

  test('tells a guest what stands where guests are, and nothing of what is for everyone', async () => {
    await post(asMember, groups.guests.id, mention(guest));
    await post(asMember, groups.public.id, mention(guest));
    expect(await reasons()).toEqual(saying([guest, 'mention_post']));
  });
});

describe('a comment', () => {
  test('tells its post’s author, whose profile it is on, those before, those who like and those who keep it', async () => {
    const id = await oldPost(asOutsider, member.id);
    await comment(asManager, id, 'First');
    await likePost(asFollower, { id });
    await bookmarkPost(viewerOf(superior), { id });
    await forgetAll(open.current);
    await comment(asOwner, id, 'Second');
    expect(await reasons()).toEqual(
      saying(
        [outsider, 'comment_on_mine'],
        [member, 'comment_on_profile_post'],
        [manager, 'comment_after_mine'],
        [follower, 'comment_on_liked'],
        [superior, 'comment_on_bookmarked'],
      ),
    );
    expect((await told(open.current)).filter(({ email }) => email === 'waiting')).toHaveLength(1);
  });

  test('that mentions the author of the post tells them of the mention, once', async () => {
    const id = await oldPost(asOwner, groups.public.id);
    const commentId = await comment(asMember, id, mention(owner));
    expect(await reasons(commentId)).toEqual(saying([owner, 'mention_comment']));
  });

  test('on one’s own post tells oneself nothing', async () => {
    const id = await oldPost(asOwner, groups.public.id);
    await likePost(asOwner, { id });
    await bookmarkPost(asOwner, { id });
    await comment(asOwner, id, 'And another thing');
    expect(await reasons()).toEqual({});
  });

  test('tells nobody who can no longer see it: former members who wrote the post, liked and kept it', async () => {
    const { id } = cast.posts.private.formerMember;
    await open.current.query('insert into bookmarks (person_id, item_id) values ($1, $2) on conflict do nothing', [
      formerMember.id,
      id,
    ]);
    await comment(asMember, id, mention(formerMember, outsider));
    expect(await reasons()).toEqual(saying([manager, 'comment_after_mine']));
  });

  test('by a guest tells colleagues, and a guest of colleagues’ answers', async () => {
    const { id } = cast.posts.guests.guest;
    await comment(asMember, id, 'Here it is');
    expect((await reasons())[guest.handle]).toEqual(['comment_on_mine']);
    await forgetAll(open.current);
    await comment(asGuest, id, 'Thank you');
    expect(Object.keys(await reasons())).not.toContain(guest.handle);
  });
});

describe('a like', () => {
  test('tells whose post or comment it is, on the page only', async () => {
    const id = await oldPost(asOwner, groups.public.id);
    const commentId = await comment(asManager, id, 'Yes');
    await forgetAll(open.current);
    await likePost(asMember, { id });
    await likeComment(asMember, { id: commentId });
    expect(await reasons()).toEqual(saying([owner, 'like'], [manager, 'like']));
    expect(await told(open.current)).toMatchObject(Array(2).fill({ page: 'sent', email: 'off default' }));
  });

  test('that was taken back before it was told tells nothing', async () => {
    const id = await oldPost(asOwner, groups.public.id);
    await likePost(asMember, { id });
    await unlikePost(asMember, { id });
    expect(await reasons()).toEqual({});
    expect(await open.current.query('select 1 from deliveries')).toEqual([]);
  });

  test('taken back is gone from the page unless it was read, and given again says nothing new', async () => {
    const id = await oldPost(asOwner, groups.public.id);
    const commentId = await comment(asOwner, id, 'Mine as well');
    await forgetAll(open.current);
    await likePost(asMember, { id });
    await likeComment(asMember, { id: commentId });
    await tellAll();
    await open.current.query('update notifications set read_at = now() where comment_id is null');
    await unlikePost(asMember, { id });
    await unlikeComment(asMember, { id: commentId });
    expect(await reasons(commentId)).toEqual({});
    expect(await reasons(id)).toEqual(saying([owner, 'like']));
    await likePost(asMember, { id });
    expect(await reasons(id)).toEqual(saying([owner, 'like']));
  });
});

describe('a follow', () => {
  test('tells whoever is followed, and is taken back with it', async () => {
    const following = { subjectId: superior.id, kind: 'person' as const };
    await followSubject(asMember, following);
    expect(await reasons()).toEqual(saying([superior, 'follow']));
    await unfollowSubject(asMember, following);
    expect(await reasons()).toEqual({});
  });

  test('of a topic tells nobody', async () => {
    const [topic] = await open.current.query(`select id from topics where key = 'newtech'`);
    await followSubject(asMember, { subjectId: String(topic?.id), kind: 'topic' });
    expect(await reasons()).toEqual({});
  });
});
