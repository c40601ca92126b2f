import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { bookmarkPost, unbookmarkPost } from './bookmark-post';
import { createComment } from './create-comment';
import { createPost } from './create-post';
import { mutePost } from './mute-post';
import { type FeedQuery, listGroupFeed, listHomeFeed, listProfileFeed } from './queries';
import type { FeedPage } from './view-models';

const open = useDatabase();
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const follower = viewerOf(cast.follower);
const { groups } = cast;

const post = async (viewer: Viewer, subjectId: string, body: string) =>
  (await createPost(viewer, { subjectId, body, clientId: newId(), confirm: true })).postId;
const comment = (viewer: Viewer, id: string, body: string) =>
  createComment(viewer, { id, body, parentId: undefined, clientId: newId(), confirm: true });

async function walk(read: (query: FeedQuery) => Promise<FeedPage>, query: FeedQuery = {}): Promise<string[]> {
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page: FeedPage = await read({ ...query, before });
    ids.push(...page.items.map((item) => item.id));
    before = page.next ?? undefined;
  } while (before);
  return ids;
}

const home =
  (viewer: Viewer, feed: Parameters<typeof listHomeFeed>[1] = 'following') =>
  (query: FeedQuery) =>
    listHomeFeed(viewer, feed, query);

describe('What I Follow', () => {
  test('holds what followed people write, what is written to them, followed topics, own groups and own posts, and no more', async () => {
    const byOwner = await post(viewerOf(cast.owner), groups.public.id, 'The owner writes');
    const onProfile = await post(outsider, cast.member.id, 'On the profile of a followed person');
    const withTopic = await post(outsider, cast.outsider.id, 'A stranger writes about #NewTech');
    const own = await post(follower, cast.follower.id, 'My own');
    const mentionsFollowed = await post(outsider, cast.outsider.id, `A stranger mentions @${cast.member.handle}`);
    const secret = await post(viewerOf(cast.owner), groups.private.id, 'The owner writes in private #newtech');
    const ids = await walk(home(follower));
    expect(ids).toEqual(expect.arrayContaining([byOwner, onProfile, withTopic, own]));
    expect(ids).not.toContain(mentionsFollowed);
    expect(ids).not.toContain(secret);
  });

  test('posts that mention one of my groups come by, those that mention a person I follow do not', async () => {
    const groupMention = await post(outsider, cast.outsider.id, `For @${groups.public.slug}`);
    const ids = await walk(home(member));
    expect(ids).toContain(groupMention);
  });

  test('a muted post is gone from it and stays elsewhere', async () => {
    const id = await post(viewerOf(cast.owner), groups.public.id, 'Noise');
    await mutePost(member, { id });
    expect(await walk(home(member))).not.toContain(id);
    expect(await walk((query) => listGroupFeed(member, groups.public.id, query))).toContain(id);
  });

  test('posts of an archived group rest until someone comments', async () => {
    const { id: resting } = cast.posts.archived.owner;
    expect(await walk(home(member))).not.toContain(resting);
    expect(await walk(home(member, 'company'))).not.toContain(resting);
    await comment(outsider, resting, 'One last thing');
    expect(await walk(home(member))).toContain(resting);
    expect(await walk(home(member, 'company'))).toContain(resting);
    expect(await walk((query) => listGroupFeed(member, groups.archived.id, query))).toContain(
      cast.posts.archived.member.id,
    );
  });

  test('the bounded look and the merge of each subject answer alike', async () => {
    const ids = await walk(home(follower));
    const rows = await open.current.query(
      `select distinct e.item_id as id from feed_entries e where e.audience is null and e.reason not in ('mention', 'actor', 'owner') and not exists (
          select 1 from feed_items i join groups g on g.id = i.subject_id where i.id = e.item_id and g.archived_at > i.activity_at) and
        (e.subject_id = $1 or e.subject_id in (select subject_id from follows where person_id = $1)) order by 1 desc`,
      [cast.follower.id],
    );
    expect(ids).toEqual(rows.map((row) => row.id));
  });
});

describe('other feeds', () => {
  test('To Me holds mentions, what stands on my profile, my answered posts and what I commented on', async () => {
    const mentioned = await post(outsider, groups.public.id, `Dear @${cast.asker.handle}`);
    const onProfile = await post(outsider, cast.asker.id, 'Hello there');
    const unanswered = await post(viewerOf(cast.asker), cast.asker.id, 'Into the void');
    const answered = await post(viewerOf(cast.asker), groups.public.id, 'Anyone?');
    await comment(outsider, answered, 'Me');
    const commented = await post(outsider, groups.public.id, 'Discuss');
    await comment(viewerOf(cast.asker), commented, 'Yes');
    const ids = await walk(home(viewerOf(cast.asker), 'to-me'));
    expect(ids).toEqual([commented, answered, onProfile, mentioned]);
    expect(ids).not.toContain(unanswered);
  });

  test('bookmarks are mine alone, and go when I take them back', async () => {
    const id = await post(outsider, groups.public.id, 'Keep this');
    await bookmarkPost(member, { id });
    expect(
      (await listHomeFeed(member, 'bookmarks', {})).items.map((item) => [item.id, item.isBookmarked]),
    ).toContainEqual([id, true]);
    expect(await walk(home(outsider, 'bookmarks'))).toEqual([]);
    await unbookmarkPost(member, { id });
    expect(await walk(home(member, 'bookmarks'))).not.toContain(id);
  });

  test('Company shows each what they may see: guests their groups, outsiders nothing restricted', async () => {
    const restricted = await open.current.query('select id from feed_items where audience is not null');
    const seen = new Set(await walk(home(outsider, 'company')));
    expect(restricted.filter((row) => seen.has(String(row.id)))).toEqual([]);
    const guests = await open.current.query('select id from feed_items where subject_id = $1 order by id desc', [
      groups.guests.id,
    ]);
    expect(await walk(home(viewerOf(cast.guest), 'company'))).toEqual(guests.map((row) => row.id));
  });

  test('a profile shows what the person wrote, what was written to them and what mentions them', async () => {
    const onProfile = await post(outsider, cast.follower.id, 'To you');
    const mentions = await post(outsider, groups.public.id, `With @${cast.follower.handle}`);
    const wrote = await post(follower, groups.public.id, 'From me');
    const ids = await walk((query) => listProfileFeed(outsider, cast.follower.id, query));
    expect(ids).toEqual(expect.arrayContaining([onProfile, mentions, wrote]));
  });
});

describe('orders and pages', () => {
  test('a comment moves a post up in the order of activity, a like does not move it at all', async () => {
    const old = cast.posts.public.owner.id;
    await comment(outsider, old, 'Still true');
    const [first] = await walk((query) => listGroupFeed(member, groups.public.id, query), { sort: 'activity' });
    expect(first).toBe(old);
    const latest = await walk((query) => listGroupFeed(member, groups.public.id, query), { sort: 'latest' });
    expect(latest.indexOf(old)).toBeGreaterThan(0);
  });

  for (const sort of ['latest', 'activity'] as const)
    testParallel(`older posts neither repeat nor skip while others post (${sort})`, async () => {
      await Promise.all(Array.from({ length: 60 }, (_, i) => post(outsider, groups.public.id, `Before ${i}`)));
      const before = new Set(await walk((query) => listGroupFeed(member, groups.public.id, query), { sort }));
      let isDone = false;
      const noise = (async () => {
        for (let i = 0; !isDone; i++) await post(outsider, groups.public.id, `Meanwhile ${i}`);
      })();
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listGroupFeed(member, groups.public.id, { sort, before: cursor });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.next ?? undefined;
      } while (cursor);
      isDone = true;
      await noise;
      expect(new Set(seen).size).toBe(seen.length);
      expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
    });

  test('a broken page token is the first page', async () => {
    const first = await listGroupFeed(member, groups.public.id, {});
    for (const before of ['x', '!!', Buffer.from('nonsense 5').toString('base64url'), 'a'.repeat(500)]) {
      expect((await listGroupFeed(member, groups.public.id, { before })).items[0]?.id).toBe(first.items[0]?.id);
    }
  });

  test.each([
    ['a word of the text', 'zebra crossing', 'zebra'],
    ['a word of a comment', 'plain text', 'giraffe'],
    ['a wildcard in the middle', 'quarterly numbers', 'quar*rly'],
    ['one unknown letter', 'colour', 'colo?r'],
  ])('search in the feed finds %s', async (_, body, q) => {
    const id = await post(outsider, groups.public.id, body);
    if (q === 'giraffe') await comment(outsider, id, 'A giraffe was here');
    const page = await listGroupFeed(member, groups.public.id, { q });
    expect(page.items.map((item) => item.id)).toContain(id);
    expect((await listGroupFeed(member, groups.public.id, { q: `${q}xyz` })).items).toEqual([]);
  });
});
