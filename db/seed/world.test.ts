import { describe, expect, test } from 'vitest';
import { parseBody } from '@/lib/body/parse';
import { handlesIn, topicsIn } from '@/lib/body/references';
import { bodyProblem } from '@/lib/body/rules';
import { groupNameKey, nameProblem, slugOf } from '@/lib/groups/rules';
import { MAX_TOPICS_PER_POST, normaliseTopicName } from '@/lib/topics/rules';
import { type Calendar, calendarFor } from './calendar';
import { buildGroups } from './communities';
import { buildPeople } from './company';
import { buildPosts } from './conversations';
import { standardDefinitions } from './definitions.fixture';
import type { SeedGroup, SeedPost, World, Writing } from './model';
import { directoryOf } from './rows/directory';
import { rowsOf } from './rows/rows';
import { buildWorld } from './world';

const DAY = 86_400_000;
const week = [0, 1, 2, 3, 4, 5, 6].map((days) => new Date(Date.parse('2026-03-04T16:00:00Z') + days * DAY));
const now = new Date('2026-03-09T16:00:00Z');
const world = buildWorld(now);
const directory = directoryOf(world);
function postsOf(calendar: Calendar): SeedPost[] {
  const staff = buildPeople(calendar);
  return buildPosts({ calendar, people: staff, groups: buildGroups(calendar, staff) });
}

const written = rowsOf(world, standardDefinitions);
const groups = new Map(world.groups.map((group) => [group.handle, group]));
const people = new Map(world.people.map((person) => [person.handle, person]));

const writingsOf = (post: SeedPost): Writing[] => [post, ...post.comments];
const all = world.posts.flatMap(writingsOf);

/** What is wrong in a company, for each of its texts. */
function complaints(find: (writing: Writing, post: SeedPost) => string | null, of: World = world): string[] {
  return of.posts.flatMap((post) =>
    writingsOf(post).flatMap((writing) => {
      const complaint = find(writing, post);
      return complaint ? [`${complaint}: ${writing.author}, ${writing.body.slice(0, 40)}`] : [];
    }),
  );
}

const seatOf = (group: SeedGroup | undefined, handle: string) =>
  group?.members.find((member) => member.handle === handle);

/** Public groups are open to every colleague, broadcasts only to those who run them, others to members. */
function maySend(group: SeedGroup, author: string): boolean {
  const seat = seatOf(group, author);
  if (group.isBroadcast) return seat !== undefined && seat.role !== 'member';
  return seat !== undefined || (group.access === 'public' && people.get(author)?.kind === 'internal');
}

describe('the month of conversation', () => {
  test('is full on every day of the week, and its newest text is from yesterday', () => {
    for (const day of week) {
      const posts = postsOf(calendarFor(day));
      const times = posts.flatMap(writingsOf).map(({ at }) => at.getTime());
      const { end } = calendarFor(day);
      expect(posts.length).toBeGreaterThanOrEqual(180);
      expect(posts.flatMap(({ comments }) => comments).length).toBeGreaterThanOrEqual(350);
      expect(Math.max(...times)).toBeLessThan(end.getTime());
      expect(Math.max(...times)).toBeGreaterThanOrEqual(end.getTime() - DAY);
    }
  }, 60_000);

  test('is the same for everyone who seeds on the same day', () => {
    const again = rowsOf(buildWorld(new Date(now.getTime() + 3_600_000)), standardDefinitions);
    const differ = Object.entries(again).filter(
      ([table, rows]) => JSON.stringify(rows) !== JSON.stringify(written[table as keyof typeof written]),
    );
    expect(differ.map(([table]) => table)).toEqual([]);
  }, 60_000);

  test('keeps every weekday when it moves with the date', () => {
    const tuesdays = world.posts.filter(({ body }) => body.startsWith('How a discount request travels'));
    expect(tuesdays.map(({ at }) => at.getUTCDay())).toEqual([2]);
  });

  test('is written by people who were there', () => {
    const wrong = complaints(({ author, at }) => {
      const person = people.get(author);
      if (!person || at < person.createdAt) return 'not there yet';
      return person.deactivatedAt && at >= person.deactivatedAt ? 'not there any more' : null;
    });
    expect(wrong).toEqual([]);
  });

  test('has posts only where their authors may post', () => {
    const wrong = world.posts.filter(({ place, author, at }) => {
      const group = groups.get(place);
      if (!group) return people.get(author)?.kind !== 'internal';
      return !maySend(group, author) || at < group.createdAt || (group.archivedAt && at > group.archivedAt);
    });
    expect(wrong).toEqual([]);
  });

  test('has comments only from people who may read the post, after it and in order', () => {
    const wrong = complaints((writing, post) => {
      if (writing === post) return null;
      const group = groups.get(post.place);
      if (group && group.access !== 'public' && !seatOf(group, writing.author)) return 'no member';
      return writing.at <= post.at ? 'before the post' : null;
    });
    expect(wrong).toEqual([]);
    for (const { comments } of world.posts) {
      expect(comments.map(({ at }) => at)).toEqual(
        comments.map(({ at }) => at).toSorted((a, b) => Number(a) - Number(b)),
      );
      for (const { parent } of comments) if (parent !== null) expect(comments[parent]?.parent).toBeNull();
    }
  });

  test('mentions only people and groups that exist, and groups only where their author is in or they are public', () => {
    const wrong = complaints(({ body, author }) => {
      const handles = handlesIn(body);
      const closed = handles.filter((handle) => {
        const group = groups.get(handle);
        return group ? group.access !== 'public' && !seatOf(group, author) : !people.has(handle);
      });
      return closed.length > 0 ? closed.join(' ') : null;
    });
    expect(wrong).toEqual([]);
  });

  test('keeps to the limits of bodies and topics', () => {
    const wrong = complaints(({ body }) => {
      const topics = topicsIn(parseBody(body));
      if (topics.some(({ name }) => normaliseTopicName(name) !== name)) return 'topic';
      return bodyProblem(body) ?? (topics.length > MAX_TOPICS_PER_POST ? 'topics' : null);
    });
    expect(wrong).toEqual([]);
  });

  test('happens when people are awake, and mostly on workdays', () => {
    const hour = (at: Date) =>
      Number(
        new Intl.DateTimeFormat('en-US', { timeZone: 'America/Chicago', hour: 'numeric', hourCycle: 'h23' }).format(at),
      );
    expect(complaints(({ at }) => (hour(at) < 6 || hour(at) >= 23 ? at.toISOString() : null))).toEqual([]);
    const weekend = world.posts.filter(({ at }) => [0, 6].includes(at.getUTCDay()));
    expect(weekend.length).toBeLessThan(world.posts.length / 8);
  });

  test('never says the same thing twice', () => {
    const long = all.map(({ body }) => body).filter((body) => body.length > 30);
    expect(long.filter((body, index) => long.indexOf(body) !== index)).toEqual([]);
  });

  test('speaks of #newtech in the open and in restricted groups, and of many other topics', () => {
    const { topicAssignments, topics } = written;
    const id = topics.find(({ key }) => key === 'newtech')?.id;
    const uses = topicAssignments.filter(({ topicId }) => topicId === id);
    expect(uses.filter(({ audience }) => audience === null).length).toBeGreaterThanOrEqual(2);
    expect(new Set(uses.map(({ audience }) => audience)).size).toBeGreaterThanOrEqual(3);
    expect(topics.length).toBeGreaterThanOrEqual(40);
    const keys = topics.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['renewals', 'quarter review', '新製品', 'naïve questions', 'دعم']));
  });

  test('has topics that stand beside the text', () => {
    const { topicAssignments, feedItems } = written;
    const trees = new Map(feedItems.map(({ id, tree }) => [id, topicsIn(tree).map(({ name }) => name)]));
    const beside = topicAssignments.filter(({ itemId, spelling }) => !trees.get(itemId)?.includes(spelling));
    expect(beside.map(({ spelling }) => spelling)).toEqual(expect.arrayContaining(['case study', 'Lessons Learned']));
  });

  test('has short and very long texts, edits, answers to comments, and names from right to left', () => {
    expect(Math.max(...all.map(({ body }) => body.length))).toBeGreaterThan(3000);
    expect(all.filter(({ body }) => body.length < 40).length).toBeGreaterThan(20);
    expect(all.filter(({ earlier }) => earlier).length).toBeGreaterThanOrEqual(3);
    expect(
      world.posts.flatMap(({ comments }) => comments).filter(({ parent }) => parent !== null).length,
    ).toBeGreaterThan(50);
    expect(world.people.some(({ name }) => /\p{Script=Hebrew}|\p{Script=Arabic}/u.test(name))).toBe(true);
  });
});

describe('the company', () => {
  test('has the agents, managers and offices of the sales data, and 47 people who are still there', () => {
    const internal = world.people.filter(({ kind, deactivatedAt }) => kind === 'internal' && !deactivatedAt);
    expect(internal).toHaveLength(47);
    expect(people.get('anna.snelling')).toMatchObject({ office: 'Central', manager: 'dustin.brinkmann' });
    expect(seatOf(groups.get('central-region'), 'mei-mei.johns')).toBeDefined();
    expect(groups.get('central-region')?.members).toHaveLength(14);
    for (const { manager } of world.people) if (manager) expect(people.has(manager)).toBe(true);
  });

  test('has groups of every kind, with names and addresses as a person would get them', () => {
    for (const group of world.groups) {
      expect(nameProblem(group.name)).toBeNull();
      expect(group.description?.length).toBeLessThanOrEqual(1000);
      expect(group.informationTitle?.length).toBeLessThanOrEqual(30);
      expect(group.handle.startsWith(slugOf(group.name).slice(0, 7))).toBe(true);
      expect(group.members.filter(({ role }) => role === 'owner')).toHaveLength(1);
      const guests = group.members.filter(({ handle }) => people.get(handle)?.kind === 'guest');
      if (guests.length > 0) expect(group.allowsGuests && group.access !== 'public').toBe(true);
    }
    expect(new Set(world.groups.map(({ name }) => groupNameKey(name))).size).toBe(world.groups.length);
    expect(new Set(world.groups.map(({ access }) => access))).toEqual(new Set(['public', 'private', 'unlisted']));
    expect(world.groups.some(({ archivedAt }) => archivedAt)).toBe(true);
    expect(world.groups.some(({ requests }) => requests.length > 0)).toBe(true);
  });

  test('likes, bookmarks and mutes only what people can read', () => {
    const seen = (handle: string, post: SeedPost) =>
      directory.canRead(directory.idOf(handle), directory.audienceOf(post.place));
    const wrong = complaints(({ likes }, post) => (likes.every(({ handle }) => seen(handle, post)) ? null : 'like'));
    expect(wrong).toEqual([]);
    expect([...world.bookmarks, ...world.mutes].filter(({ handle, post }) => !seen(handle, post))).toEqual([]);
  });

  test('has two well connected people, and a new hire who follows almost nothing', () => {
    const count = (handle: string) =>
      world.follows.filter((follow) => follow.handle === handle && !follow.target.includes(':')).length;
    expect(count('anna.snelling')).toBeGreaterThan(15);
    expect(count('cassey.cress')).toBeGreaterThan(15);
    expect(count('carl.lin')).toBeLessThan(4);
    expect(world.bookmarks.filter(({ handle }) => handle === 'anna.snelling').length).toBeGreaterThan(2);
  });
});
