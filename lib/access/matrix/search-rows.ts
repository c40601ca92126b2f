import { cast } from '@/db/cast';
import { completeMention, completeTopic } from '@/lib/mentions/queries';
import { searchGroups, searchPeople, searchPosts, searchTopics } from '@/lib/search/queries';
import { getTopic, listFollowedTopics, listTopics, listTrending } from '@/lib/topics/queries';
import { topicIdOf } from './ids';
import { activeMembers, type Eyes, isInside, isMember, knows, meets, met, readable, uses } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { allTopics, groupOf, groups, type Post, people, personOf, topicFollows } from './world';

const textOf = ({ text, answers }: Post) => [text, ...answers.map((answer) => answer.text)].join('\n');

type Search = { q: string; finds: (post: Post, eyes: Eyes) => boolean };

const isKnown = (eyes: Eyes, handle: string) => {
  const group = groupOf(handle);
  return group ? knows(eyes, group) : meets(eyes, personOf(handle));
};

/** A post is found by the names that it mentions, unless the searcher may not know all of them. */
const mentions = (handle: string) => (post: Post, eyes: Eyes) =>
  post.mentions.includes(handle) && post.mentions.every((other) => isKnown(eyes, other));

const searches: Search[] = [
  { q: 'wrote', finds: ({ text }) => text.includes('wrote') },
  { q: 'answe', finds: (post) => textOf(post).includes('answers') },
  { q: 'planted', finds: ({ text }) => text.includes('Planted') },
  { q: '"wrote about"', finds: ({ text }) => text.includes('wrote about') },
  { q: '#NewTech', finds: ({ topics }) => topics.includes('newtech') },
  ...allTopics().map((topic) => ({ q: `#[${topic}]`, finds: ({ topics }: Post) => topics.includes(topic) })),
  { q: '#newtech #[private matters]', finds: ({ topics }) => topics.includes('private matters') },
  { q: 'unlisted', finds: (post) => textOf(post).includes('unlisted') },
  { q: 'cress', finds: mentions(cast.outsider.handle) },
  { q: 'wendt', finds: mentions(cast.guest.handle) },
  { q: 'pricing', finds: mentions(cast.groups.private.slug) },
  { q: 'nonsenseword', finds: () => false },
];

const counted = (eyes: Eyes, topics: readonly string[]) =>
  sorted(topics.filter((key) => uses(eyes, key).length > 0).map((key) => `${key} ${uses(eyes, key).length}`));

const shownTopics = (found: readonly { key: string; posts: number }[]) =>
  sorted(found.map(({ key, posts: count }) => `${key} ${count}`));

/** The five most used of the cast's topics, which were all assigned today; whoever is first made wins a tie. */
function trending(eyes: Eyes): string[] {
  const heat = (topic: string) =>
    uses(eyes, topic).reduce((sum, { likes, answers }) => sum + 1 + Math.log(1 + likes + 2 * answers.length), 0);
  const used = allTopics().filter((topic) => uses(eyes, topic).length > 0);
  const order = (a: string, b: string) => {
    const difference = heat(b) - heat(a);
    return Math.abs(difference) > 1e-9 ? difference : topicIdOf(a) < topicIdOf(b) ? -1 : 1;
  };
  return counted(eyes, used.toSorted(order).slice(0, 5));
}

/** Topics that stand on the same posts, with how many of them one can see; at most five. */
function related(eyes: Eyes, topic: string): string[] {
  const beside = uses(eyes, topic).flatMap(({ topics }) => topics.filter((other) => other !== topic));
  const count = (key: string) => beside.filter((one) => one === key).length;
  const keys = [...new Set(beside)];
  const order = (a: string, b: string) => count(b) - count(a) || (topicIdOf(a) < topicIdOf(b) ? -1 : 1);
  return sorted(
    keys
      .toSorted(order)
      .slice(0, 5)
      .map((key) => `${key} ${count(key)}`),
  );
}

/** The five open groups that used a topic last. */
function groupsUsing(eyes: Eyes, topic: string): string[] {
  const newestFirst = uses(eyes, topic).toSorted((a, b) => (a.id > b.id ? -1 : 1));
  const places = newestFirst.map(({ place }) => groupOf(place));
  const open = new Set(places.flatMap((group) => (group && isInside(eyes, group) ? [group.id] : [])));
  return sorted([...open].slice(0, 5));
}

function expectedTopic(eyes: Eyes, topic: string) {
  const posted = uses(eyes, topic).length;
  if (posted === 0) return 'NotFound';
  const followers = topicFollows.filter(
    ({ from, to }) => to === topic && personOf(from).isActive && met(eyes).includes(personOf(from)),
  );
  return {
    posts: posted,
    followers: followers.length,
    related: related(eyes, topic),
    groups: groupsUsing(eyes, topic),
  };
}

const begins = (text: string, word: string) =>
  text
    .toLowerCase()
    .split(/[ -]/)
    .some((part) => part.startsWith(word)) || text.toLowerCase().startsWith(word);

const mentionable = (eyes: Eyes, typed: string) => [
  ...met(eyes)
    .filter((person) => person.isActive && (begins(person.name, typed) || person.handle.startsWith(typed)))
    .map(({ handle }) => handle),
  ...groups
    .filter((group) => knows(eyes, group) && group.access !== 'unlisted' && !group.isArchived)
    .filter((group) => (group.access === 'public' && !eyes.who.isGuest) || isMember(eyes.who, group))
    .filter((group) => begins(group.name, typed) || group.slug.startsWith(typed))
    .map(({ slug }) => slug),
];

const completions: Case[] = [
  'delivery',
  'company',
  'pricing',
  'project',
  'all',
  'kick',
  ...people.map(({ name }) => name.toLowerCase()),
].map((typed) => ({
  of: typed,
  ask: async (viewer) => sorted((await completeMention(viewer, typed, '')).map(({ value }) => value.slice(1, -1))),
  expected: (eyes) => sorted(mentionable(eyes, typed)),
}));

/** Whether somebody is said not to see a place: said to those inside it only, or the note would tell who is a member. */
const notes: Case[] = groups.map((group) => ({
  of: `who cannot see ${group.kind}`,
  ask: async (viewer) => {
    const found = await completeMention(viewer, 'cassey', group.id);
    return found.map(({ note }) => note ?? null);
  },
  expected: (eyes) => {
    if (eyes.who.isGuest) return [];
    return [group.access !== 'public' && isInside(eyes, group) ? 'cannot see this place' : null];
  },
}));

export const searchRows: QueryRows = {
  'search/queries.searchPosts': () =>
    searches.map(({ q, finds }) => ({
      of: q,
      ask: (viewer) => throughPages((before) => searchPosts(viewer, q, before)),
      expected: (eyes) => idsOf(readable(eyes).filter((post) => finds(post, eyes))),
    })),
  'search/queries.searchPeople': () =>
    people.map(({ name, role }) => ({
      of: role,
      ask: async (viewer) => idsOf(await searchPeople(viewer, name)),
      expected: (eyes) => idsOf(met(eyes).filter((person) => person.name === name)),
    })),
  'search/queries.searchGroups': () =>
    groups.map((group) => ({
      of: group.kind,
      ask: async (viewer) => (await searchGroups(viewer, group.name)).map(({ id, members }) => `${id} ${members}`),
      expected: (eyes) => (knows(eyes, group) ? [`${group.id} ${activeMembers(group).length}`] : []),
    })),
  'search/queries.searchTopics': () =>
    ['matters', 'private', 'newtech'].map((q) => ({
      of: q,
      ask: async (viewer) => shownTopics(await searchTopics(viewer, q)),
      expected: (eyes) =>
        counted(
          eyes,
          allTopics().filter((topic) => begins(topic, q)),
        ),
    })),
  'topics/queries.getTopic': () =>
    allTopics().map((topic) => ({
      of: topic,
      ask: async (viewer) => {
        const found = await getTopic(viewer, topic);
        const { posts, followers } = found;
        return { posts, followers, related: shownTopics(found.related), groups: idsOf(found.groups) };
      },
      expected: (eyes) => expectedTopic(eyes, topic),
    })),
  'topics/queries.listTopics': () => [
    {
      of: 'all',
      ask: async (viewer) => shownTopics((await listTopics(viewer, {})).items),
      expected: (eyes) => counted(eyes, allTopics()),
    },
    {
      of: 'those that begin with private',
      ask: async (viewer) => shownTopics((await listTopics(viewer, { q: 'Private' })).items),
      expected: (eyes) => counted(eyes, ['private matters']),
    },
  ],
  'topics/queries.listFollowedTopics': () => [
    {
      of: 'own',
      ask: async (viewer) => shownTopics(await listFollowedTopics(viewer)),
      expected: (eyes) =>
        counted(
          eyes,
          topicFollows.filter(({ from }) => from === eyes.who.handle).map(({ to }) => to),
        ),
    },
  ],
  'topics/queries.listTrending': () => [
    { of: 'now', ask: async (viewer) => shownTopics(await listTrending(viewer)), expected: trending },
  ],
  'mentions/queries.completeMention': () => [...completions, ...notes],
  'mentions/queries.completeTopic': () =>
    ['', 'private', 'newt', 'nonsense'].map((typed) => ({
      of: `"${typed}"`,
      ask: async (viewer) =>
        sorted((await completeTopic(viewer, typed)).map(({ label, detail }) => `${label.toLowerCase()} ${detail}`)),
      expected: (eyes) => {
        const used = allTopics().filter((topic) => topic.startsWith(typed) && uses(eyes, topic).length > 0);
        const count = (topic: string) => uses(eyes, topic).length;
        const first = used.toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1)).slice(0, 8);
        return sorted(first.map((topic) => `#${topic} ${count(topic) === 1 ? '1 post' : `${count(topic)} posts`}`));
      },
    })),
};
