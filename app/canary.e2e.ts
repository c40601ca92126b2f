import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setDatabase } from '@/db/open';
import type { CastRole } from '@/db/seed/cast/people';
import { hiddenFrom, plantCanaries, planted, restricted, word, wordsOf } from '@/lib/access/matrix/canaries';
import { viewerOf } from '@/lib/access/matrix/eyes';
import { readIds } from '@/lib/access/matrix/ids';
import { plant, planted as plantedRows } from '@/lib/access/matrix/plant';
import { shownAt, surfaces } from '@/lib/access/matrix/surfaces';
import { type Answer, forEach, shown, stranger, type Visitor, visitorOf } from '@/lib/access/matrix/visitor';
import { theGroup, theRole } from '@/lib/access/matrix/world';
import { addMember } from '@/lib/groups/add-member';
import { removeMember } from '@/lib/groups/remove-member';
import { useApp } from '@/lib/testing/app';

const app = useApp();

beforeAll(async () => {
  const database = setDatabase(app.database);
  await plant(database);
  await readIds(database);
  await plantCanaries(database);
});

/** Questions are counted for each person, and these are more than a person asks in a minute. */
const forget = () => app.database.query('delete from rate_limits');

beforeEach(() => forget());

const everything = ({ headers, text }: Answer) => `${JSON.stringify(headers)}\n${text}`.toLowerCase();

/** Planted words in an answer. Those of the address itself are only what was asked. */
function found(answer: Answer, path: string, words: readonly string[]): string[] {
  const told = everything(answer);
  return words.filter((one) => !path.toLowerCase().includes(one) && told.includes(one));
}

async function leaks(
  visitor: Visitor,
  hidden: (path: string) => string[],
  isSoft: boolean,
): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  let asked = 0;
  // What is kept of a page for a while was last made for somebody who sees everything.
  await (await visitorOf(app, 'member')).get('/');
  await forEach(surfaces(), async (path) => {
    if (++asked % 40 === 0) await forget();
    const answer = await visitor.get(path, { isSoft });
    const words = found(answer, path, hidden(path));
    if (answer.status === 429 || answer.status >= 500) told[path] = [`status ${answer.status}`];
    if (words.length > 0) told[path] = words;
  });
  return told;
}

describe('a word of a restricted place', () => {
  test.each(restricted)('is found by a member on each surface: %s', async (place) => {
    const member = await visitorOf(app, 'member');
    const missed: Record<string, string[]> = {};
    for (const [path, words] of Object.entries(shownAt(place))) {
      const answer = everything(await member.get(path)).replaceAll(path.split('/').at(-1) ?? '', '');
      const missing = words.filter((one) => !answer.includes(one) && !path.includes(one));
      if (missing.length > 0) missed[path] = missing;
    }
    expect(missed).toEqual({});
  });

  test.each(restricted)('is what members are told and nobody else: the information of %s', async (place) => {
    const members = await visitorOf(app, 'member');
    expect(everything(await members.get(`/groups/${theGroup(place).slug}`))).toContain(word(place, 'information'));
  });

  test.each(['outsider', 'formerMember', 'guest', 'admin', 'viewAllData', 'unlistedKeeper'] as const)(
    'is nowhere for %s',
    async (role) => {
      const visitor = await visitorOf(app, role);
      expect(await leaks(visitor, (path) => hiddenFrom(role, path), false)).toEqual({});
    },
  );

  test('is fetched in place by members, in pages that are no HTML', async () => {
    const { headers, text } = await (await visitorOf(app, 'member')).get('/', { isSoft: true });
    expect(headers['content-type']).toContain('text/x-component');
    expect(text).toContain(word('private', 'post'));
  });

  test.each(['outsider', 'guest'] as const)('is nowhere for %s when pages are fetched in place', async (role) => {
    const visitor = await visitorOf(app, role);
    expect(await leaks(visitor, (path) => hiddenFrom(role, path), true)).toEqual({});
  });

  test('is nowhere for those who are signed out or deactivated', async () => {
    const all = restricted.flatMap(wordsOf);
    expect(await leaks(stranger(app), () => all, false)).toEqual({});
    expect(await leaks(await visitorOf(app, 'deactivated'), () => all, false)).toEqual({});
  });
});

describe('who asks for a hidden word learns no more than from a word of nonsense', () => {
  const asks: ((q: string) => string)[] = [
    ...['posts', 'people', 'groups', 'topics', 'records'].map((tab) => (q: string) => `/search?in=${tab}&q=${q}`),
    (q) => `/search?q=%23${q}`,
    (q) => `/search?in=records&q=%23${q}`,
    (q) => `/search?q=%22${q}%22`,
    (q) => `/search?q=${q.slice(0, -1)}*`,
    (q) => `/?feed=company&q=${q}`,
    (q) => `/?feed=following&q=${q}`,
    (q) => `/people/cecily.lampkin?q=${q}`,
    (q) => `/groups?tab=all&q=${q}`,
    (q) => `/topics?q=${q}`,
    (q) => `/topics/${q}`,
    (q) => `/groups/${q}`,
    (q) => `/people?q=${q}`,
    (q) => `/api/completions?q=${q}`,
    (q) => `/api/completions?type=topic&q=${q}`,
    (q) => `/api/completions?type=record&q=${q}`,
  ];

  test.each(['outsider', 'formerMember', 'guest', 'admin'] as const)('as %s', async (role) => {
    const visitor = await visitorOf(app, role);
    const hidden = [
      word('private', 'post'),
      word('private', 'topic'),
      word('unlisted', 'name'),
      word('archivedPrivate', 'comment'),
    ];
    const told: string[] = [];
    for (const secret of hidden) {
      await forget();
      const nonsense = 'x'.repeat(secret.length);
      const same = async (ask: (q: string) => string, q: string) => {
        const answer = await visitor.get(ask(q));
        return `${answer.status} ${shown(answer).replaceAll(q, '').replaceAll(q.slice(0, -1), '')}`;
      };
      await forEach(asks, async (ask) => {
        if ((await same(ask, secret)) !== (await same(ask, nonsense))) told.push(ask(secret));
      });
    }
    expect(told).toEqual([]);
  });
});

describe('whoever is removed from a group', () => {
  const role: CastRole = 'asker';
  const owner = viewerOf(theRole('owner'));

  test.each(['private', 'unlisted'] as const)('loses %s everywhere with the next request', async (place) => {
    const { id: groupId, slug } = theGroup(place);
    const { postId = '' } = planted.get(place) ?? {};
    const visitor = await visitorOf(app, role);
    const picture = `/photos/${plantedRows.photos.get(groupId)}`;
    const places = [...Object.keys(shownAt(place)), `/groups/${slug}/members`, '/groups', '/people?view=suggested'];
    const see = async () => {
      const answers = await Promise.all([...places, picture].map((path) => visitor.get(path)));
      const texts = answers.map((answer, at) => found(answer, places[at] ?? '', wordsOf(place)));
      return {
        words: new Set(texts.flat()),
        post: (await visitor.get(`/posts/${postId}`)).status,
        picture: answers.at(-1)?.status,
      };
    };
    const person = { groupId, personId: theRole(role).id };
    await addMember(owner, person);
    const inside = await see();
    expect(inside.words.size).toBeGreaterThan(5);
    expect(inside).toMatchObject({ post: 200, picture: 200 });
    await forget();
    await removeMember(owner, person);
    expect(await see()).toEqual({ words: new Set(), post: 404, picture: place === 'unlisted' ? 404 : 200 });
  });

  test('is lost by a guest who met them there, also where a guest is suggested whom to follow', async () => {
    const guest = await visitorOf(app, 'guest');
    const [member, outsider] = [theRole('member'), theRole('outsider')];
    await app.database.query('insert into follows (person_id, subject_id) values ($1, $2)', [member.id, outsider.id]);
    const isNamed = async () => (await guest.get('/')).text.includes(outsider.name);
    expect(await isNamed()).toBe(false);
    const person = { groupId: theGroup('guests').id, personId: outsider.id };
    await addMember(owner, person);
    expect(await isNamed()).toBe(true);
    await removeMember(owner, person);
    expect(await isNamed()).toBe(false);
  });
});
