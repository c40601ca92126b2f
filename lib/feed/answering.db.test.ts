import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { topicsIn } from '@/lib/body/references';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { addTopic, removeTopic } from './change-topics';
import { createComment } from './create-comment';
import { createPost } from './create-post';
import { editComment } from './edit-comment';
import { likePost, unlikePost } from './like-post';
import { mutePost } from './mute-post';
import { getPost, listHomeFeed } from './queries';

const open = useDatabase();
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const { groups } = cast;

const post = (
  viewer: typeof member,
  subjectId: string,
  body: string,
  more: { confirm?: boolean; clientId?: string } = {},
) => createPost(viewer, { subjectId, body, clientId: more.clientId ?? newId(), confirm: more.confirm ?? false });

const comment = (viewer: typeof member, id: string, body: string, parentId?: string) =>
  createComment(viewer, { id, body, parentId, clientId: newId(), confirm: false });

async function entries(itemId: string) {
  const rows = await open.current.query(
    'select subject_id as "subjectId", reason, audience from feed_entries where item_id = $1',
    [itemId],
  );
  return new Map(rows.map((row) => [row.subjectId, row]));
}

describe('answering', () => {
  test('an answer to a reply joins the same thread', async () => {
    const { postId } = await post(member, groups.public.id, 'Thread');
    const top = await comment(outsider, postId, 'Top');
    const reply = await comment(member, postId, 'Reply', top.commentId);
    await comment(outsider, postId, 'Reply to the reply', reply.commentId);
    expect((await getPost(member, postId)).comments.map((one) => one.parentId)).toEqual([
      null,
      top.commentId,
      top.commentId,
    ]);
  });

  test('a mention in a comment brings a muted post back', async () => {
    const { postId } = await post(outsider, groups.public.id, 'Long discussion');
    await mutePost(member, { id: postId });
    expect((await listHomeFeed(member, 'muted', {})).items.map((item) => item.id)).toContain(postId);
    await comment(outsider, postId, `But @${cast.member.handle} knows`);
    expect((await listHomeFeed(member, 'muted', {})).items.map((item) => item.id)).not.toContain(postId);
  });

  test('hashtags of a comment become topics of the post while there is room', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `#room${String.fromCharCode(97 + i)}`);
    const { postId } = await post(member, groups.public.id, names.join(' '));
    const { commentId } = await comment(member, postId, '#rooma #roomx #roomy');
    const [written] = (await getPost(member, postId)).comments.filter(({ id }) => id === commentId);
    expect(topicsIn(written?.body ?? []).map(({ key }) => key)).toEqual(['rooma', 'roomx']);
    expect(
      await open.current.query('select count(*)::int as n from topic_assignments where item_id = $1', [postId]),
    ).toEqual([{ n: 10 }]);
  });

  test('a hashtag that an edit brings into a comment becomes a topic of the post, or stays text', async () => {
    const { postId } = await post(member, groups.public.id, 'No topic yet');
    const { commentId } = await comment(member, postId, 'None here');
    await editComment(member, { id: commentId, body: 'Now #fresh', version: 1, confirm: false });
    const { topics, comments } = await getPost(member, postId);
    expect(topics).toEqual([{ key: 'fresh', name: 'fresh' }]);
    expect(topicsIn(comments[0]?.body ?? [])).toEqual(topics);
    const mayNotMake = asViewer({ ...cast.member, permissions: ['assign_topics'] });
    await editComment(mayNotMake, { id: commentId, body: 'Now #fresh #unmade', version: 2, confirm: false });
    expect(topicsIn((await getPost(member, postId)).comments[0]?.body ?? [])).toEqual(topics);
  });

  testParallel(
    'two comments edited at once, one to drop a mention and one to make it, leave the post to who is mentioned',
    async () => {
      const mention = `@${cast.owner.handle}`;
      for (let round = 0; round < 10; round += 1) {
        const { postId } = await post(member, groups.public.id, `Round ${round}`);
        const [was, is] = [await comment(member, postId, mention), await comment(outsider, postId, 'Not yet')];
        await Promise.all([
          editComment(member, { id: was.commentId, body: 'Nobody', version: 1, confirm: false }),
          editComment(outsider, { id: is.commentId, body: mention, version: 1, confirm: false }),
        ]);
        expect((await entries(postId)).get(cast.owner.id)).toMatchObject({ reason: 'mention' });
      }
    },
  );

  testParallel('fifty likes at once by one person make one, and fifty people make fifty', async () => {
    const { postId } = await post(member, groups.public.id, 'Likeable');
    await Promise.all(Array.from({ length: 50 }, () => likePost(outsider, { id: postId })));
    await Promise.all(
      Object.values({ a: cast.owner, b: cast.manager, c: cast.asker }).map((person) =>
        likePost(viewerOf(person), { id: postId }),
      ),
    );
    expect((await getPost(member, postId)).likeCount).toBe(4);
    await Promise.all(Array.from({ length: 10 }, () => unlikePost(outsider, { id: postId })));
    expect(await getPost(outsider, postId)).toMatchObject({ likeCount: 3, isLiked: false });
  });
});

describe('topics', () => {
  test('a colleague adds a topic, and a removed one stays as plain text', async () => {
    const { postId } = await post(member, groups.public.id, 'About #coffee');
    await addTopic(outsider, { id: postId, topic: 'Tea Time' });
    expect((await getPost(member, postId)).topics).toEqual([{ key: 'tea time', name: 'Tea Time' }]);
    await removeTopic(outsider, { id: postId, topic: 'COFFEE' });
    expect(JSON.stringify((await getPost(member, postId)).body)).toContain('#coffee');
    expect([...(await entries(postId)).values()].filter((entry) => entry.reason === 'topic')).toHaveLength(1);
  });

  test('an eleventh topic is refused', async () => {
    const { postId } = await post(
      member,
      groups.public.id,
      Array.from({ length: 10 }, (_, i) => `#full${String.fromCharCode(97 + i)}`).join(' '),
    );
    await expect(addTopic(member, { id: postId, topic: 'one more' })).rejects.toMatchObject({
      fields: { topic: expect.any(String) },
    });
    expect(
      await open.current.query('select count(*)::int as n from topic_assignments where item_id = $1', [postId]),
    ).toEqual([{ n: 10 }]);
  });

  testParallel('twenty posts at once with the same new topics make each topic once', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post(member, groups.public.id, i % 2 ? '#born #atonce' : '#atonce #born')),
    );
    expect(made).toHaveLength(20);
    expect(await open.current.query(`select count(*)::int as n from topics where key in ('born', 'atonce')`)).toEqual([
      { n: 2 },
    ]);
  });
});
