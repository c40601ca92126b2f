import { cast } from '@/db/cast';
import {
  countEveryone,
  findDraft,
  getComment,
  getPost,
  getPostSource,
  listGroupFeed,
  listHomeFeed,
  listPostTargets,
  listProfileFeed,
  listRevisions,
  listTopicFeed,
} from '@/lib/feed/queries';
import { feeds, sorts } from '@/lib/feed/rules';
import { newId } from '@/lib/ids';
import { homeFeeds } from './home-reference';
import { topicIdOf } from './ids';
import { planted } from './plant';
import { activeMembers, isInside, isMember, manages, readable, reads, standsUnder, uses } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { allTopics, type Group, groups, type Post, people, posts } from './world';

const under = (post: Post, subject: string) => standsUnder(post).has(subject);

/** In each place what its owner wrote and somebody who left, and the mentions across places. */
const samplePosts = () => {
  const authors = [cast.owner.handle, cast.formerMember.handle, cast.guest.handle];
  return posts.filter(
    ({ author, place, topics }) => authors.includes(author) || place === cast.member.handle || topics.length === 0,
  );
};

const postsThatEachReads = (ask: (id: string) => Case['ask'], shown: (post: Post) => unknown): Case[] => [
  ...samplePosts().map((post) => ({
    of: `a post in ${post.place} by ${post.author}`,
    ask: ask(post.id),
    expected: (eyes: Parameters<Case['expected']>[0]) => (reads(eyes, post) ? shown(post) : 'NotFound'),
  })),
  { of: 'an id that never was', ask: ask(newId()), expected: () => 'NotFound' },
  { of: 'no id', ask: ask('no id'), expected: () => 'NotFound' },
];

const postsIn = (group: Group, isBroadcastToo: boolean, handle: string) =>
  !group.isArchived && (isBroadcastToo || !group.isBroadcast) && handle in group.seats;

/** Where each post says that it stands, and who it says will see it. */
const reachRows = groups.map(
  (group): Case => ({
    of: group.kind,
    ask: async (viewer) => {
      const [first] = (await listGroupFeed(viewer, group.id, {})).items.filter(
        ({ place }) => place?.kind === 'group' && place.group.id === group.id,
      );
      return first ? first.reach : null;
    },
    expected: (eyes) => {
      if (!isInside(eyes, group)) return null;
      if (group.access !== 'public') return { name: group.name, people: activeMembers(group).length };
      return { name: null, people: people.filter(({ isActive, isGuest }) => isActive && !isGuest).length };
    },
  }),
);

export const feedRows: QueryRows = {
  'feed/queries.listHomeFeed': () =>
    feeds.flatMap((feed) =>
      sorts.map((sort) => ({
        of: `${feed} by ${sort}`,
        ask: (viewer) => throughPages((before) => listHomeFeed(viewer, feed, { sort, before })),
        expected: (eyes) => idsOf(homeFeeds[feed](eyes)),
      })),
    ),
  'feed/queries.listProfileFeed': () =>
    people.map((person) => ({
      of: person.role,
      ask: (viewer) => throughPages((before) => listProfileFeed(viewer, person.id, { before })),
      expected: (eyes) =>
        idsOf(
          readable(eyes).filter(
            (post) => under(post, person.handle) && standsUnder(post).get(person.handle) !== 'owner',
          ),
        ),
    })),
  'feed/queries.listGroupFeed': () => [
    ...reachRows,
    ...groups.flatMap((group) =>
      [undefined, 'answers'].map(
        (q): Case => ({
          of: `${group.kind} with ${q}`,
          ask: (viewer) => throughPages((before) => listGroupFeed(viewer, group.id, { before, q })),
          expected: (eyes) =>
            idsOf(
              readable(eyes).filter(
                (post) =>
                  under(post, group.slug) && [post.text, ...post.answers.map((a) => a.text)].join().includes(q ?? ''),
              ),
            ),
        }),
      ),
    ),
  ],
  'feed/queries.listTopicFeed': () =>
    allTopics().map((topic) => ({
      of: topic,
      ask: (viewer) => throughPages((before) => listTopicFeed(viewer, topicIdOf(topic), { before })),
      expected: (eyes) => idsOf(uses(eyes, topic)),
    })),
  'feed/queries.getPost': () =>
    postsThatEachReads(
      (id) => async (viewer) => {
        const post = await getPost(viewer, id);
        return { comments: post.comments.length, counted: post.commentCount, likes: post.likeCount };
      },
      ({ answers, likes }) => ({ comments: answers.length, counted: answers.length, likes }),
    ),
  'feed/queries.getPostSource': () =>
    postsThatEachReads(
      (id) => async (viewer) => typeof (await getPostSource(viewer, id)).source,
      () => 'string',
    ),
  'feed/queries.listRevisions': () =>
    samplePosts().map((post) => ({
      of: `${post.author} in ${post.place}`,
      ask: async (viewer) => idsOf(await listRevisions(viewer, post.id)),
      expected: (eyes) => (reads(eyes, post) ? [planted.revisions.get(post.id)] : []),
    })),
  'feed/queries.getComment': () =>
    samplePosts().flatMap((post) =>
      post.answers.slice(0, 1).map((answer) => ({
        of: `${answer.author} on a post in ${post.place} by ${post.author}`,
        ask: async (viewer) => (await getComment(viewer, answer.id)).postId,
        expected: (eyes) => (reads(eyes, post) ? post.id : 'NotFound'),
      })),
    ),
  'feed/queries.listPostTargets': () => [
    {
      of: 'Home',
      ask: async (viewer) => {
        const { targets, kept } = await listPostTargets(viewer);
        return {
          to: sorted(targets.map(({ subjectId, reach }) => `${subjectId} ${reach.people}`)),
          isKept: kept !== null,
        };
      },
      expected: ({ who }) => {
        const own = groups.filter((group) => isMember(who, group) && postsIn(group, manages(who, group), who.handle));
        const everyone = people.filter(({ isActive, isGuest }) => isActive && !isGuest).length;
        const to = own.map((group) => `${group.id} ${activeMembers(group).length}`);
        return {
          to: sorted(who.isGuest ? to : [...to, `${who.id} ${everyone}`]),
          isKept: planted.drafts.some(({ by, place }) => by === who.handle && place.startsWith('post:')),
        };
      },
    },
  ],
  'feed/queries.countEveryone': () => [
    {
      of: 'colleagues',
      ask: countEveryone,
      expected: ({ who }) => (who.isGuest ? 0 : people.filter(({ isActive, isGuest }) => isActive && !isGuest).length),
    },
  ],
  'feed/queries.findDraft': () =>
    planted.drafts.map(({ by, place }) => ({
      of: `${by} at ${place}`,
      ask: async (viewer) => (await findDraft(viewer, place)) !== null,
      expected: ({ who }) => who.handle === by,
    })),
};
