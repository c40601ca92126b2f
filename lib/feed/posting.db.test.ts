import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { createComment } from './create-comment';
import { createPost } from './create-post';
import { deleteComment } from './delete-comment';
import { deletePost } from './delete-post';
import { editComment } from './edit-comment';
import { editPost } from './edit-post';
import { keepDraft } from './keep-draft';
import { getPost, getPostSource, listRevisions } from './queries';

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

describe('posting', () => {
  test('a post appears under its place, its author, who is mentioned and its topics, with the audience of the place', async () => {
    const { postId } = await post(
      member,
      groups.private.id,
      `Ask @${cast.owner.handle} about #pricing and #[two words]`,
    );
    const found = await entries(postId);
    expect(found.get(groups.private.id)).toMatchObject({ reason: 'parent', audience: groups.private.id });
    expect(found.get(cast.member.id)).toMatchObject({ reason: 'author' });
    expect(found.get(cast.owner.id)).toMatchObject({ reason: 'mention' });
    expect([...found.values()].map((entry) => entry.reason).sort()).toEqual([
      'author',
      'mention',
      'parent',
      'topic',
      'topic',
    ]);
  });

  test('a draft is gone when it was sent, also to another place or for the second time', async () => {
    const clientId = newId();
    const kept = () => keepDraft(member.id, { place: `post:${groups.private.id}`, source: 'Kept', clientId });
    const drafts = () => open.current.query('select 1 from drafts where person_id = $1', [member.id]);
    await kept();
    expect(await drafts()).toHaveLength(1);
    const first = await post(member, groups.public.id, 'Kept', { clientId });
    expect(await drafts()).toEqual([]);
    await kept();
    expect(await post(member, groups.public.id, 'Kept', { clientId })).toEqual(first);
    expect(await drafts()).toEqual([]);
  });

  test('the same client id makes one post', async () => {
    const clientId = newId();
    const first = await post(member, groups.public.id, 'Once', { clientId });
    expect(await post(member, groups.public.id, 'Once', { clientId })).toEqual(first);
  });

  testParallel('fifty posts at once with one client id make one', async () => {
    const clientId = newId();
    const made = await Promise.all(
      Array.from({ length: 50 }, () => post(member, groups.public.id, 'At once', { clientId })),
    );
    expect(new Set(made.map((one) => one.postId)).size).toBe(1);
    expect(
      await open.current.query('select count(*)::int as n from feed_items where client_id = $1', [clientId]),
    ).toEqual([{ n: 1 }]);
    expect(
      await open.current.query(
        `select count(*)::int as n from outbox_events where type = 'post.created' and payload->>'postId' = $1`,
        [made[0]?.postId],
      ),
    ).toEqual([{ n: 1 }]);
  });

  test.each([
    ['nothing', '   ', 'Write something first.'],
    ['too much', 'x'.repeat(10_001), '10,001'],
    ['eleven topics', Array.from({ length: 11 }, (_, i) => `#topic${String.fromCharCode(97 + i)}`).join(' '), '11'],
  ])('%s is said beside the text', async (_, body, words) => {
    await expect(post(member, groups.public.id, body)).rejects.toMatchObject({
      fields: { body: expect.stringContaining(words) },
    });
  });

  test('someone who cannot see the place is named before posting, gains nothing, and is asked about once', async () => {
    const body = `What would @${cast.outsider.handle} say?`;
    await expect(post(member, groups.private.id, body)).rejects.toMatchObject({
      fields: { confirm: expect.stringContaining(cast.outsider.name) },
    });
    const { postId } = await post(member, groups.private.id, body, { confirm: true });
    expect((await entries(postId)).has(cast.outsider.id)).toBe(false);
    await expect(getPost(outsider, postId)).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('an id typed by hand is held to the same rules as a handle', async () => {
    await expect(post(outsider, groups.public.id, `@[${groups.private.id}]`)).rejects.toMatchObject({
      name: 'Invalid',
    });
    const { postId } = await post(outsider, groups.public.id, `@[${groups.unlisted.id}] and @[${cast.owner.id}]`);
    const found = await entries(postId);
    expect(found.has(groups.unlisted.id)).toBe(false);
    expect(found.get(cast.owner.id)).toMatchObject({ reason: 'mention' });
  });

  test('a private group may be mentioned by its members only, an unlisted one by nobody', async () => {
    const mention = (slug: string) => `See @${slug}`;
    await expect(post(outsider, groups.public.id, mention(groups.private.slug))).rejects.toMatchObject({
      fields: { body: expect.stringContaining(groups.private.name) },
    });
    await expect(post(member, groups.public.id, mention(groups.unlisted.slug))).rejects.toMatchObject({
      fields: { body: expect.stringContaining('unlisted') },
    });
    const { postId } = await post(member, groups.public.id, mention(groups.private.slug));
    expect((await entries(postId)).get(groups.private.id)).toMatchObject({ reason: 'mention', audience: null });
  });

  test('to someone outside, the handle of an unlisted group is plain text like any other word', async () => {
    const { postId } = await post(outsider, groups.public.id, `Is there @${groups.unlisted.slug} or @nobody.at.all?`);
    const { body, names } = await getPost(outsider, postId);
    expect(JSON.stringify(body)).toContain(`@${groups.unlisted.slug}`);
    expect(names).toEqual({});
  });

  test('nobody posts to an archived group, and only owner and managers to a broadcast', async () => {
    await expect(post(member, groups.archived.id, 'Late')).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(post(member, groups.broadcast.id, 'Loud')).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(post(viewerOf(cast.manager), groups.broadcast.id, 'News')).resolves.toBeTruthy();
  });
});

describe('editing and deleting', () => {
  test('an edit keeps what was said before and moves mentions and topics', async () => {
    const { postId } = await post(member, groups.public.id, `Hello @${cast.owner.handle} #before`);
    const { source, version } = await getPostSource(member, postId);
    expect(source).toBe(`Hello @${cast.owner.handle} #before`);
    await editPost(member, { id: postId, body: `Hello @${cast.manager.handle} #after`, version, confirm: false });
    const found = await entries(postId);
    expect(found.has(cast.owner.id)).toBe(false);
    expect(found.get(cast.manager.id)).toMatchObject({ reason: 'mention' });
    const [revision] = await listRevisions(outsider, postId);
    expect(JSON.stringify(revision?.body)).toContain('before');
    expect((await getPost(member, postId)).editedAt).not.toBeNull();
  });

  test('what a moderator took out stays between them and the author', async () => {
    const { postId } = await post(member, groups.public.id, 'The password is swordfish');
    const moderator = asViewer({ ...cast.admin, permissions: ['moderate'] });
    await editPost(moderator, { id: postId, body: 'Ask me for the password', version: 1, confirm: false });
    expect(await listRevisions(outsider, postId)).toEqual([]);
    expect(await listRevisions(member, postId)).toHaveLength(1);
    expect(await listRevisions(moderator, postId)).toHaveLength(1);
  });

  test('the second of two editors is told and nothing is overwritten', async () => {
    const { postId } = await post(member, groups.public.id, 'Draft');
    const edit = (body: string) => editPost(member, { id: postId, body, version: 1, confirm: false });
    await edit('First');
    await expect(edit('Second')).rejects.toMatchObject({ name: 'Conflict' });
    expect((await getPostSource(member, postId)).source).toBe('First');
  });

  test('a colleague may not edit or delete, a manager of the group may delete, and that is audited', async () => {
    const { postId } = await post(member, groups.public.id, 'Mine');
    await expect(editPost(outsider, { id: postId, body: 'Yours', version: 1, confirm: false })).rejects.toMatchObject({
      name: 'Forbidden',
    });
    await expect(deletePost(outsider, { id: postId })).rejects.toMatchObject({ name: 'Forbidden' });
    await deletePost(viewerOf(cast.manager), { id: postId });
    await expect(getPost(member, postId)).rejects.toMatchObject({ name: 'NotFound' });
    expect(
      await open.current.query(
        `select actor_id as actor from audit_entries where action = 'post.deleted' and subject_id = $1`,
        [postId],
      ),
    ).toEqual([{ actor: cast.manager.id }]);
  });

  test('a deleted comment leaves the replies of others and an exact count', async () => {
    const { postId } = await post(member, groups.public.id, 'Question');
    const { commentId } = await comment(outsider, postId, 'Answer');
    await comment(member, postId, 'Thanks', commentId);
    await deleteComment(outsider, { id: commentId });
    const after = await getPost(member, postId);
    expect(after.commentCount).toBe(1);
    expect(after.comments.map((one) => [one.author.name, one.parentId])).toEqual([[cast.member.name, null]]);
  });

  test('a comment can be edited by its author and keeps its history', async () => {
    const { postId } = await post(member, groups.public.id, 'Question');
    const { commentId } = await comment(outsider, postId, 'Anser');
    await editComment(outsider, { id: commentId, body: 'Answer', version: 1, confirm: false });
    await expect(editComment(member, { id: commentId, body: 'No', version: 2, confirm: false })).rejects.toMatchObject({
      name: 'Forbidden',
    });
    expect((await listRevisions(member, postId)).map((revision) => revision.commentId)).toEqual([commentId]);
  });
});
