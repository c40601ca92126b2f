import { randomUUID } from 'node:crypto';
import type { Database } from '@/db/database';
import { scope } from '@/lib/access/scope';
import { findSession } from '@/lib/access/session';
import type { Viewer } from '@/lib/access/viewer';
import { createPost } from '@/lib/feed/create-post';
import { type FeedQuery, type FoundItems, findBySubject, findCompany, findHome, findToMe } from '@/lib/feed/find-items';
import { loadPosts } from '@/lib/feed/load-posts';
import { listPostTargets } from '@/lib/feed/queries';
import { type FeedSort, sorts } from '@/lib/feed/rules';
import { completeMention, completeTopic } from '@/lib/mentions/queries';
import { searchGroups, searchPeople, searchPosts, searchTopics } from '@/lib/search/queries';
import { listSuggestions } from '@/lib/suggestions/queries';
import { getTopic, listTopics, listTrending } from '@/lib/topics/queries';
import { measure, measured } from './measure';
import { heading } from './report';
import type { Viewers } from './viewers';

const FIND = { must: 5, stretch: 2.5 };
const BATCH = { must: 8, stretch: 4 };
const SEARCH = { must: 10, stretch: 3 };
const COMPLETE = { must: 3, stretch: 1 };

type Finder = (viewer: Viewer, query: FeedQuery) => Promise<FoundItems>;

const finders: Record<string, Finder> = {
  Home: (viewer, query) => findHome(scope(viewer), query),
  Company: (viewer, query) => findCompany(scope(viewer), query),
  'To me': (viewer, query) => findToMe(scope(viewer), query),
};

/** The question for a page of a feed: as many "Older posts" as it takes, or as many as there are. */
async function pageNumber(find: Finder, viewer: Viewer, sort: FeedSort, page: number): Promise<FeedQuery> {
  let query: FeedQuery = { sort };
  for (let number = 1; number < page; number++) {
    const { next } = await find(viewer, query);
    if (!next) break;
    query = { sort, before: next };
  }
  return query;
}

async function measureFinder(name: string, find: Finder, viewers: readonly Viewer[], rounds: number) {
  for (const sort of sorts) {
    for (const page of [1, 20]) {
      const works: (() => Promise<unknown>)[] = [];
      for (const viewer of viewers) {
        const query = await pageNumber(find, viewer, sort, page);
        works.push(() => find(viewer, query));
      }
      await measure(`${name}, ${sort}, page ${page}`, FIND, works, rounds);
    }
  }
}

async function measureFeeds({ typical, ...special }: Viewers) {
  heading('Finding a page of a feed, SQL', ...measured);
  for (const [name, find] of Object.entries(finders)) {
    await measureFinder(`${name}, typical`, find, typical, 3);
    for (const [kind, viewers] of Object.entries(special)) {
      await measureFinder(`${name}, ${kind}`, find, viewers, 30);
    }
  }
}

async function measureSubjects(database: Database, { typical }: Viewers) {
  const named = async (sql: string) => String((await database.query(sql))[0]?.id);
  const subjects = {
    'busiest profile': await named(`select id from subjects where handle = 'person0'`),
    'busiest group': await named(`select id from subjects where handle = 'group1'`),
    'busiest private group': await named(`select id from subjects where handle = 'group0'`),
    'busiest topic': await named(`select id from topics where key = 'topic0'`),
    'rare topic': await named('select id from topics order by id desc limit 1'),
  };
  for (const [name, id] of Object.entries(subjects)) {
    await measureFinder(name, (viewer, query) => findBySubject(scope(viewer), id, query), typical.slice(0, 20), 5);
  }
}

async function measurePage(database: Database, { typical }: Viewers) {
  heading('The rest of a page', ...measured);
  const [token] = await database.query('select token_hash from sessions limit 1');
  await measure('session and frame', undefined, [() => findSession(String(token?.token_hash), 'UTC')], 100);
  const works = await Promise.all(
    typical.map(async (viewer) => {
      const { ids } = await findHome(scope(viewer), {});
      return () => loadPosts(scope(viewer), ids);
    }),
  );
  await measure('20 posts with all that belongs to them', BATCH, works, 3);
  const each = (read: (viewer: Viewer) => Promise<unknown>) => typical.map((viewer) => () => read(viewer));
  await measure('where one may post', undefined, each(listPostTargets), 2);
  await measure('trending topics', undefined, each(listTrending), 2);
  await measure('suggestions', undefined, each(listSuggestions), 2);
  await measure(
    'a busy topic’s facts',
    undefined,
    each((viewer) => getTopic(viewer, 'topic0')),
  );
  await measure(
    'a page of all topics',
    undefined,
    each((viewer) => listTopics(viewer, {})),
  );
}

async function measureSearch({ typical }: Viewers) {
  heading('Search, SQL', ...measured);
  const viewers = typical.slice(0, 10);
  const each = (read: (viewer: Viewer) => Promise<unknown>) => viewers.map((viewer) => () => read(viewer));
  const words = ['quarterly', 'customers', 'word0', 'word7', 'word100', 'word1000', 'word5000', 'word19999'];
  const others = [
    'nowhere',
    'word19',
    '"work with word3"',
    'quarterly word100',
    'remark0',
    'remark500',
    '#topic0',
    '#topic19000',
    '#topic3 quarterly',
  ];
  for (const q of [...words, ...others])
    await measure(
      `posts: ${q}`,
      SEARCH,
      each((viewer) => searchPosts(viewer, q)),
      2,
    );
  await measure(
    'people: ada',
    SEARCH,
    each((viewer) => searchPeople(viewer, 'ada')),
    2,
  );
  await measure(
    'people: zoe zhang',
    SEARCH,
    each((viewer) => searchPeople(viewer, 'zoe zhang')),
    2,
  );
  await measure(
    'groups: sales',
    SEARCH,
    each((viewer) => searchGroups(viewer, 'sales')),
    2,
  );
  await measure(
    'topics: topic19',
    SEARCH,
    each((viewer) => searchTopics(viewer, 'topic19')),
    2,
  );
  heading('Completion, SQL', ...measured);
  for (const typed of ['a', 'ad', 'zoe', 'person12', 'xq']) {
    await measure(
      `@${typed}`,
      COMPLETE,
      each((viewer) => completeMention(viewer, typed, viewer.id)),
      3,
    );
  }
  for (const typed of ['t', 'topic1', 'topic190']) {
    await measure(
      `#${typed}`,
      COMPLETE,
      each((viewer) => completeTopic(viewer, typed)),
      3,
    );
  }
}

async function measureWrites({ busy, typical }: Viewers) {
  heading('Writing (one transaction each, the disk as it is set up)', ...measured);
  const post = (viewer: Viewer) => () =>
    createPost(viewer, {
      subjectId: viewer.id,
      body: 'Measured for @person3 about #topic1 and #topic5',
      clientId: randomUUID(),
      confirm: false,
    });
  const aim = { must: 60, stretch: 30 };
  await measure('post, the most followed author', aim, busy.map(post), 40);
  await measure('post, typical authors', aim, typical.map(post));
}

export async function measureSql(database: Database, viewers: Viewers) {
  await measureFeeds(viewers);
  await measureSubjects(database, viewers);
  await measurePage(database, viewers);
  await measureSearch(viewers);
  await measureWrites(viewers);
}
