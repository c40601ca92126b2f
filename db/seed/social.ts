import { type Calendar, latest } from './calendar';
import { readersOf, wasThere } from './conversations';
import type { Mark, SeedGroup, SeedPerson, SeedPost, World } from './model';
import { chance } from './stable-id';

type Setting = { calendar: Calendar; people: readonly SeedPerson[]; groups: readonly SeedGroup[] };

const wellConnected = ['anna.snelling', 'cassey.cress'];
/** Shows the first screen of somebody who follows almost nothing. */
const justArrived: Record<string, string[]> = {
  'carl.lin': ['summer.sewald', 'kami.bicknell'],
  'natalya.ivanova': ['cara.losch', 'rocco.neubert', 'rosie.papadopoulos', '#forecast'],
};

const popular = ['marguerite.delacroix', 'noor.haddad', 'corliss.cosme', 'pia.lindqvist', 'cecily.lampkin', 'carl.lin'];
const interests = [
  'renewals',
  'newtech',
  'firmware',
  'quarter review',
  'wins',
  'competition',
  'pilot',
  'gtk500',
  'discounts',
  'sensors',
  'lessons learned',
  'forecast',
  'playbook',
  'site survey',
  'support',
  'running',
  'recipes',
];

/** Everybody follows manager, reports and team, some well-known people and a few topics. */
export function buildFollows({ people, calendar }: Setting): World['follows'] {
  return people
    .filter(({ kind }) => kind === 'internal')
    .flatMap((person) =>
      targetsOf(person, people).map((target) => ({ handle: person.handle, target, at: followedAt(person, calendar) })),
    );
}

function targetsOf(person: SeedPerson, people: readonly SeedPerson[]): string[] {
  const few = justArrived[person.handle];
  if (few) return few;
  const well = wellConnected.includes(person.handle);
  const isClose = (other: SeedPerson) =>
    other.manager === person.handle ||
    other.handle === person.manager ||
    (person.manager !== null && other.manager === person.manager);
  const near = people.filter(isClose).map(({ handle }) => handle);
  const known = [
    ...popular,
    ...some(
      people.map(({ handle }) => handle),
      well ? 0.3 : 0.08,
      person.handle,
    ),
  ];
  const topics = some(interests, well ? 0.7 : 0.2, person.handle).map((name) => `#${name}`);
  const guests = new Set(people.filter(({ kind }) => kind === 'guest').map(({ handle }) => handle));
  return [...new Set([...near, ...known, ...topics])].filter(
    (target) => target !== person.handle && !guests.has(target),
  );
}

const some = (list: readonly string[], share: number, key: string) =>
  list.filter((item) => chance(`${key} follows ${item}`) < share);

function followedAt(person: SeedPerson, calendar: Calendar): Date {
  return latest(person.createdAt, calendar.at(0, 1));
}

type Chosen = { setting: Setting; posts: readonly SeedPost[]; share: (person: SeedPerson, post: SeedPost) => number };

function marks(word: string, { setting, posts, share }: Chosen): Mark[] {
  return posts.flatMap((post) =>
    readersOf(post.place, setting)
      .filter((person) => wasThere(person, post.at) && person.handle !== post.author)
      .filter(
        (person) =>
          chance(`${word} ${person.handle} ${post.author} ${post.at.getTime() % 604_800_000}`) < share(person, post),
      )
      .map(({ handle }) => ({ handle, post, at: new Date(post.at.getTime() + 40 * 60_000) }))
      .filter(({ at }) => at < setting.calendar.end),
  );
}

/** Long posts and lists are what people come back for. */
export function buildBookmarks(setting: Setting, posts: readonly SeedPost[]): Mark[] {
  const worthKeeping = posts.filter(({ body }) => body.length > 600 || /^(- |1\. )/m.test(body));
  return marks('bookmarks', {
    setting,
    posts: worthKeeping,
    share: (person, post) =>
      (wellConnected.includes(person.handle) ? 0.45 : 0.04) + (post.body.length > 1500 ? 0.15 : 0),
  });
}

/** Some can do without parking and mugs. */
export function buildMutes(setting: Setting, posts: readonly SeedPost[]): Mark[] {
  const chatty = posts.filter(({ body }) => /#(coffee|parking|lift|cake|running)\b/.test(body));
  return marks('mutes', {
    setting,
    posts: chatty,
    share: (person) => (wellConnected.includes(person.handle) ? 0.25 : 0.03),
  });
}
