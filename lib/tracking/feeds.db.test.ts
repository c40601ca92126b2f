import { beforeAll, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { keepDensity } from '@/lib/feed/keep-density';
import { mutePost } from '@/lib/feed/mute-post';
import { type FeedQuery, getPost, listHomeFeed, listProfileFeed, listRecordFeed } from '@/lib/feed/queries';
import type { FeedName } from '@/lib/feed/rules';
import type { FeedPage } from '@/lib/feed/view-models';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';

const open = useDatabase();
const [owner, member, follower, outsider] = [cast.owner, cast.member, cast.follower, cast.outsider].map(viewerOf) as [
  Viewer,
  Viewer,
  Viewer,
  Viewer,
];
const guest = viewerOf(cast.guest);

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

const home = (viewer: Viewer, query: FeedQuery = {}, feed: FeedName = 'following') =>
  walk((one) => listHomeFeed(viewer, feed, one), query);
const say = (viewer: Viewer, subjectId: string, body = 'Words') =>
  createPost(viewer, { subjectId, body, clientId: newId(), confirm: true }).then(({ postId }) => postId);
const comment = (viewer: Viewer, id: string, body = 'Words') =>
  createComment(viewer, { id, body, parentId: undefined, clientId: newId(), confirm: true });
const follow = (viewer: Viewer, subjectId: string) =>
  open.current.query('insert into follows (person_id, subject_id) values ($1, $2)', [viewer.id, subjectId]);

const item = async (...change: Parameters<typeof changeValues>): Promise<string> =>
  String((await changeValues(...change)).itemId);

const deal = (viewer: Viewer, values = {}) =>
  makeRecord(viewer, 'opportunity', { name: 'Acme, renewal', stage: 'Prospecting', ...values });

describe('a change', () => {
  let recordId: string;
  let changed: string;

  beforeAll(async () => {
    recordId = await deal(owner);
    await follow(follower, recordId);
    await follow(outsider, owner.id);
    changed = await item(owner, recordId, { stage: 'Engaging' });
  });

  test('is in the Home of those who follow the record, and not of those who follow whoever made it', async () => {
    expect(await home(follower)).toContain(changed);
    expect(await home(outsider)).not.toContain(changed);
  });

  test('is not in the Home of whoever made it, who follows the record and owns it, but on their profile', async () => {
    await follow(owner, recordId);
    const own = await item(owner, recordId, { amount: 12 });
    expect(await home(owner)).not.toContain(own);
    const onProfile = await walk((query) => listProfileFeed(outsider, owner.id, query));
    expect(onProfile).toEqual(expect.arrayContaining([changed, own]));
  });

  test('by somebody else is in the Home of the owner, who does not follow the record, and in nobody else’s', async () => {
    const mine = await deal(member);
    await open.current.query(`insert into record_shares (record_id, principal, level) values ($1, $2, 'write')`, [
      mine,
      outsider.id,
    ]);
    const byOther = await item(outsider, mine, { stage: 'Engaging' });
    expect(await home(member)).toContain(byOther);
    expect(await home(follower)).not.toContain(byOther);
    expect(await walk((query) => listProfileFeed(follower, member.id, query))).not.toContain(byOther);
    await follow(follower, member.id).catch(() => {});
    expect(await home(follower)).not.toContain(byOther);
  });

  test('is never in Company, nor is its record’s creation', async () => {
    const inRecord = await walk((query) => listRecordFeed(outsider, recordId, query));
    const company = new Set(await home(outsider, {}, 'company'));
    expect(inRecord.length).toBeGreaterThan(1);
    expect(inRecord.filter((id) => company.has(id))).toEqual([]);
  });

  test('can be bookmarked, muted and commented on like a post, and then stands in those feeds', async () => {
    await bookmarkPost(follower, { id: changed });
    expect(await home(follower, {}, 'bookmarks')).toContain(changed);
    await comment(outsider, changed);
    expect(await home(outsider, {}, 'to-me')).toContain(changed);
    expect(await home(owner, {}, 'to-me')).toContain(changed);
    await mutePost(follower, { id: changed });
    expect(await home(follower)).not.toContain(changed);
    expect(await home(follower, {}, 'muted')).toContain(changed);
  });

  test('of a private record reaches nobody else', async () => {
    const secret = await makeRecord(
      owner,
      'opportunity',
      { name: 'Secret', stage: 'Prospecting' },
      { isPrivate: true },
    );
    await follow(outsider, secret);
    const id = await item(owner, secret, { stage: 'Engaging' });
    for (const feed of ['following', 'to-me', 'company'] as const)
      expect(await home(outsider, {}, feed)).not.toContain(id);
    expect(await walk((query) => listRecordFeed(outsider, secret, query))).toEqual([]);
    expect(await walk((query) => listProfileFeed(outsider, owner.id, query))).not.toContain(id);
    await expect(getPost(outsider, id)).rejects.toThrow();
    await expect(getPost(guest, changed)).rejects.toThrow();
    expect((await getPost(owner, id)).changes).toHaveLength(1);
  });
});

describe('a record’s feed', () => {
  test('shows all, only the changes, or only what people said', async () => {
    const recordId = await deal(owner);
    const said = await say(outsider, recordId);
    const changed = await item(owner, recordId, { stage: 'Engaging' });
    const read = (show?: 'changes' | 'conversation') =>
      walk((query) => listRecordFeed(member, recordId, query), { show });
    expect(await read()).toEqual([changed, said, expect.any(String)]);
    expect(await read('changes')).toEqual([changed, expect.any(String)]);
    expect(await read('conversation')).toEqual([said]);
    expect((await getPost(member, said)).kind).toBe('text');
  });

  test('pages through hundreds of changes without losing or repeating one', async () => {
    const recordId = await deal(owner);
    const made: string[] = [];
    for (let amount = 1; amount <= 45; amount++) made.unshift(await item(owner, recordId, { amount: amount * 100 }));
    for (const sort of ['latest', 'activity'] as const) {
      const ids = await walk((query) => listRecordFeed(member, recordId, query), { sort, show: 'changes' });
      expect(ids.slice(0, 45)).toEqual(made);
      expect(ids).toHaveLength(46);
    }
  });
});

describe('What I Follow', () => {
  test('with fewer updates leaves out the changes that nobody has commented on, in both orders', async () => {
    const reader = viewerOf(cast.manager);
    const recordId = await deal(owner);
    await follow(reader, recordId);
    const said = await say(outsider, recordId);
    const quiet = await item(owner, recordId, { stage: 'Engaging' });
    const discussed = await item(owner, recordId, { stage: 'Won' });
    await comment(member, discussed);
    for (const sort of ['latest', 'activity'] as const) {
      expect(await home(reader, { sort })).toEqual(expect.arrayContaining([quiet, said, discussed]));
      const fewer = await home(reader, { sort, hasFewerUpdates: true });
      expect(fewer).toEqual(expect.arrayContaining([said, discussed]));
      expect(fewer).not.toContain(quiet);
    }
    await keepDensity(reader, { density: 'fewer' });
    const kept = () => open.current.query('select has_fewer_updates as kept from people where id = $1', [reader.id]);
    expect(await kept()).toEqual([{ kept: true }]);
    await keepDensity(reader, { density: 'all' });
    expect(await kept()).toEqual([{ kept: false }]);
  });

  test('is narrowed to what stands on records of an object, in groups or on profiles', async () => {
    const reader = viewerOf(cast.manager);
    const recordId = await deal(owner);
    const caseId = await makeRecord(owner, 'case', { subject: 'Login fails' });
    await follow(reader, recordId);
    await follow(reader, caseId);
    const onDeal = await say(outsider, recordId);
    const onCase = await say(outsider, caseId);
    const inGroup = await say(owner, cast.groups.public.id);
    const all = [onDeal, onCase, inGroup];
    for (const sort of ['latest', 'activity'] as const)
      for (const [about, shown] of [
        ['opportunity', onDeal],
        ['case', onCase],
        ['group', inGroup],
        ['person', null],
        ['nothing', null],
      ] as const) {
        const ids = await home(reader, { sort, about });
        expect(all.filter((id) => ids.includes(id))).toEqual(all.filter((id) => id === shown));
        expect((await home(reader, { sort, about, q: 'Words' })).filter((id) => all.includes(id))).toEqual(
          all.filter((id) => id === shown),
        );
      }
    expect(await home(reader, { about: 'case' }, 'company')).toEqual([onCase]);
  });
});
