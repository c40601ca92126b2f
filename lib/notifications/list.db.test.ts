import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { findSession } from '@/lib/access/session';
import { NotFound } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { likeComment } from '@/lib/feed/like-comment';
import { likePost } from '@/lib/feed/like-post';
import { followSubject } from '@/lib/follow/follow-subject';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { decideRequest } from '@/lib/groups/decide-request';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetAll, tellAll } from '@/lib/testing/notifications';
import { markRead } from './mark-read';
import { countUnread, getNotification, listNotifications } from './queries';
import { notifications as subscriber } from './subscriber';
import { explainNotification } from './why-queries';

const open = useDatabase();
const { groups, owner, manager, member, outsider, follower, superior } = cast;
const [asOwner, asManager, asMember, asOutsider] = [
  viewerOf(owner),
  viewerOf(manager),
  viewerOf(member),
  viewerOf(outsider),
];

beforeEach(() => forgetAll(open.current));

const post = async (viewer: typeof asMember, subjectId: string, body: string) =>
  (await createPost(viewer, { subjectId, body, clientId: newId(), confirm: true })).postId;

const comment = async (viewer: typeof asMember, id: string, body: string) =>
  (await createComment(viewer, { id, body, parentId: undefined, clientId: newId(), confirm: true })).commentId;

const list = async (viewer: typeof asMember, isUnread = false) => (await listNotifications(viewer, { isUnread })).items;

/** What the outsider's bell says, by itself and in the session's statement. */
async function counts() {
  await open.current.query(
    `insert into sessions (id, token_hash, person_id, expires_at) values ($1, 'list test', $2, now() + interval '1 day') on conflict do nothing`,
    [newId(), outsider.id],
  );
  return [await countUnread(asOutsider), (await findSession('list test', 'UTC'))?.unreadCount];
}

/** A post by the outsider that the owner, the manager and the member like. */
async function likedPost() {
  const id = await post(
    asOutsider,
    outsider.id,
    'A post that *people* like, with a second paragraph\n\nthat is not so short',
  );
  for (const viewer of [asOwner, asManager, asMember]) await likePost(viewer, { id });
  await tellAll();
  return id;
}

describe('the list', () => {
  test('shows likes of one post as one line: who came last, and how many others', async () => {
    const id = await likedPost();
    expect(await list(asOutsider)).toMatchObject([
      {
        reason: 'like',
        liked: 'post',
        actors: [{ id: member.id }, { id: manager.id }],
        othersCount: 1,
        excerpt: 'A post that people like, with a second paragraph that is not so short',
        place: null,
        href: `/posts/${id}`,
        isUnread: true,
      },
    ]);
  });

  test('keeps apart the likes of a post and of a comment on it, and mentions from comments', async () => {
    const id = await post(asOwner, groups.private.id, 'First');
    const commentId = await comment(asOwner, id, 'Second');
    await forgetAll(open.current);
    await likePost(asMember, { id });
    await likeComment(asMember, { id: commentId });
    await comment(asMember, id, 'Third');
    const last = await comment(asMember, id, `@${owner.handle}`);
    await tellAll();
    const lines = await list(asOwner);
    expect(lines.map(({ reason, liked }) => liked ?? reason)).toEqual([
      'mention_comment',
      'comment_on_mine',
      'comment',
      'post',
    ]);
    expect(lines[0]).toMatchObject({
      href: `/posts/${id}#comment-${last}`,
      excerpt: `@${owner.name}`,
      place: { kind: 'group', group: { id: groups.private.id } },
    });
  });

  test('leads to where requests are answered, and shows the words of a decision', async () => {
    await askToJoin(asOutsider, { groupId: groups.private.id });
    await tellAll();
    const [asked] = await list(asManager);
    expect(asked).toMatchObject({
      reason: 'join_request',
      actors: [{ id: outsider.id }],
      href: `/groups/${groups.private.slug}/members`,
      place: { kind: 'group', group: { name: groups.private.name } },
    });
    const [request] = await open.current.query(`select id from join_requests where person_id = $1`, [outsider.id]);
    await decideRequest(asManager, { requestId: String(request?.id), decision: 'decline', message: 'Ask your boss' });
    await tellAll();
    expect(await list(asOutsider)).toMatchObject([{ reason: 'join_declined', message: 'Ask your boss' }]);
  });

  test('leads to whoever follows', async () => {
    for (const viewer of [asMember, asOwner]) await followSubject(viewer, { subjectId: superior.id, kind: 'person' });
    await tellAll();
    const [line] = await list(viewerOf(superior));
    expect(line).toMatchObject({ reason: 'follow', href: `/people/${owner.handle}`, othersCount: 0 });
    expect(line?.actors.map(({ id }) => id)).toEqual([owner.id, member.id]);
  });

  test('comes in pages, each line once, newest first', async () => {
    const { id } = cast.posts.public.owner;
    const rows = Array.from({ length: 45 }, (_, index) => ({
      id: newId(new Date(Date.now() + index * 1000)),
      thread: `post:${index}`,
    }));
    await open.current.query(
      `insert into notifications (id, event_id, person_id, reason, actor_id, item_id, thread_key, is_on_page)
      select id, gen_random_uuid(), $2, 'mention_post', $3, $4, thread, true from jsonb_to_recordset($1::jsonb) r(id uuid, thread text)`,
      [JSON.stringify(rows), outsider.id, owner.id, id],
    );
    const seen: string[] = [];
    for (let before: string | undefined, pages = 0; pages < 3; pages++) {
      const { items, next } = await listNotifications(asOutsider, { before });
      seen.push(...items.map(({ threadKey }) => threadKey));
      before = next ?? undefined;
      expect(next === null).toBe(pages === 2);
    }
    expect(seen).toEqual(rows.map(({ thread }) => thread).toReversed());
  });
});

describe('what is unread', () => {
  test('is counted in lines, also by the session’s statement, and marked by thread or all at once', async () => {
    const id = await likedPost();
    await comment(asMember, id, 'One');
    await comment(asMember, id, 'Two');
    await tellAll();
    expect(await counts()).toEqual([2, 2]);
    await markRead(asMember, { threadKey: `like:${id}` });
    expect(await counts()).toEqual([2, 2]);
    await markRead(asOutsider, { threadKey: `like:${id}` });
    expect(await counts()).toEqual([1, 1]);
    expect((await list(asOutsider, true)).map(({ reason }) => reason)).toEqual(['comment_on_mine']);
    const [newest] = await list(asOutsider);
    await comment(asMember, id, 'Three');
    await tellAll();
    await markRead(asOutsider, { upTo: newest?.id ?? '' });
    expect((await list(asOutsider)).map(({ isUnread }) => isUnread)).toEqual([true, false]);
    expect(await open.current.query(`select 1 from outbox_events where type = 'notifications.read'`)).toHaveLength(2);
  });
});

describe('why', () => {
  test('is answered with the reason, since when, and what became of each channel', async () => {
    const id = cast.posts.public.owner.id;
    await likePost(viewerOf(follower), { id });
    await comment(asMember, id, 'News');
    await tellAll();
    const [line] = await list(viewerOf(follower));
    const why = await explainNotification(viewerOf(follower), line?.id ?? '');
    expect(why).toMatchObject({
      because: 'You like this post.',
      deliveries: [
        { channel: 'page', state: 'sent', words: 'Shown under the bell.' },
        { channel: 'email', state: 'off', words: 'Not mailed: it is off unless you turn it on.' },
      ],
      setting: { label: 'Someone comments on a post I like', href: '/settings/notifications' },
    });
    expect(Date.now() - Date.parse(why.since ?? '')).toBeLessThan(60_000);
  });

  test('is answered to nobody else, and not about what may no longer be seen', async () => {
    await likedPost();
    const [line] = await list(asOutsider);
    await expect(explainNotification(asMember, line?.id ?? '')).rejects.toThrow(NotFound);
    await expect(explainNotification(asOutsider, newId())).rejects.toThrow(NotFound);
    const hidden = newId();
    await open.current.query(
      `insert into notifications (id, event_id, person_id, reason, item_id, thread_key, is_on_page) values ($1, $2, $3, 'mention_post', $4, 'post:x', true)`,
      [hidden, newId(), outsider.id, cast.posts.private.owner.id],
    );
    await expect(getNotification(asOutsider, hidden)).rejects.toThrow(NotFound);
    expect(await counts()).toEqual([1, 1]);
  });
});

test('what is older than ninety days goes, and a tray beyond ten thousand is cut to five', async () => {
  await likedPost();
  await open.current.query(
    `insert into notifications (id, event_id, person_id, reason, thread_key, is_on_page)
    select ('018f0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), $1, 'follow', 'follow', true from generate_series(1, 12) n`,
    [member.id],
  );
  await open.current.query(
    `insert into notifications (id, event_id, person_id, reason, thread_key, is_on_page)
    select (substr($2, 1, 15) || substr(gen_random_uuid()::text, 16))::uuid, gen_random_uuid(), $1, 'follow', 'follow', true from generate_series(1, 10001)`,
    [manager.id, newId()],
  );
  await open.current.query(`update deliveries set created_at = now() - interval '91 days' where channel = 'page'`);
  const now = new Date();
  await subscriber.on['housekeeping.due']?.({
    id: newId(),
    type: 'housekeeping.due',
    payload: {},
    subjectId: null,
    actorId: null,
    createdAt: now,
    now,
  });
  const left = await open.current.query(
    'select s.handle, count(*)::int as count from notifications n join subjects s on s.id = n.person_id group by 1 order by 1',
  );
  expect(left).toEqual([
    { handle: manager.handle, count: 5000 },
    { handle: outsider.handle, count: 3 },
  ]);
  expect(await open.current.query('select distinct channel from deliveries')).toEqual([{ channel: 'email' }]);
});
