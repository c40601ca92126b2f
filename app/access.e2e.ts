import { beforeAll, describe, expect, test } from 'vitest';
import { setDatabase } from '@/db/open';
import type { CastRole } from '@/db/seed/cast/people';
import { readIds } from '@/lib/access/matrix/ids';
import { plant, planted } from '@/lib/access/matrix/plant';
import { type RouteCase, routeRows } from '@/lib/access/matrix/route-rows';
import { difference, forEach, shown, stranger, type Visitor, visitorOf } from '@/lib/access/matrix/visitor';
import { theGroup, theRole } from '@/lib/access/matrix/world';
import { useApp } from '@/lib/testing/app';

const app = useApp();

const roles: CastRole[] = [
  'owner',
  'manager',
  'member',
  'outsider',
  'formerMember',
  'superior',
  'guest',
  'admin',
  'viewAllData',
  'unlistedKeeper',
];

const visitors = new Map<CastRole, Visitor>();
const who = (role: CastRole): Visitor => visitors.get(role) ?? stranger(app);

beforeAll(async () => {
  await plant(setDatabase(app.database));
  await readIds(app.database);
  for (const role of [...roles, 'deactivated'] as const) visitors.set(role, await visitorOf(app, role));
});

const allCases = () => Object.values(routeRows).flatMap((cases) => cases());

/**
 * Where nothing is to be found, the answer is to the letter that for what never was. The framework may cut one answer
 * into other pieces than the next: what differs each time is a difference.
 */
async function differsFromNever(visitor: Visitor, { path, never }: RouteCase, asked = {}): Promise<string[]> {
  let told: string | null = null;
  for (let tries = 0; tries < 3; tries++) {
    told = difference(await visitor.get(path, asked), path, await visitor.get(never, asked), never);
    if (told === null) return [];
  }
  return told === null ? [] : [told];
}

describe('every page and route answers everybody as the reference says', () => {
  test.each(Object.entries(routeRows))('%s', async (_file, cases) => {
    const wrong: Record<string, unknown> = {};
    for (const role of roles) {
      const eyes = { who: theRole(role) };
      await forEach(cases(), async (one) => {
        const expected = one.status(eyes);
        const { status } = await who(role).get(one.path);
        if (status !== expected) wrong[`${role}: ${one.of}`] = { status, expected };
      });
    }
    expect(wrong).toEqual({});
  });
});

describe('what one may not know of and what never was', () => {
  const hidden = (role: CastRole) => allCases().filter((one) => one.status({ who: theRole(role) }) === 404);

  test.each(['outsider', 'guest', 'admin', 'formerMember'] as const)('are one answer for %s', async (role) => {
    expect(hidden(role).length).toBeGreaterThan(10);
    const wrong: string[] = [];
    await forEach(hidden(role), async (one) => {
      wrong.push(...(await differsFromNever(who(role), one)));
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['asked for by its head', { method: 'HEAD' }],
    ['fetched in place', { isSoft: true }],
  ] as const)('are one answer when %s', async (_how, asked) => {
    const wrong: string[] = [];
    await forEach(hidden('outsider'), async (one) => {
      wrong.push(...(await differsFromNever(who('outsider'), one, asked)));
    });
    expect(wrong).toEqual([]);
  });

  test('are one answer in what is offered while typing', async () => {
    const secret = theGroup('unlisted');
    const [hiddenGroup, never] = await Promise.all([
      who('outsider').get(`/api/completions?q=${secret.slug}`),
      who('outsider').get('/api/completions?q=never-was-here'),
    ]);
    expect(difference(hiddenGroup, '', never, '')).toBeNull();
  });
});

describe('whoever is nobody', () => {
  test.each([
    ['signed out', () => stranger(app)],
    ['deactivated, with a session from before', () => who('deactivated')],
  ])('%s is sent to sign in, or refused, and told nothing', async (_how, visitor) => {
    const wrong: Record<string, unknown> = {};
    await forEach(allCases(), async ({ path }) => {
      const { status, headers, text } = await visitor().get(path);
      const isSent = status === 307 && (headers.location ?? '').startsWith('/login?return=');
      const isRefused = [401, 404, 405].includes(status) && !text.includes('<');
      if (!isSent && !isRefused) wrong[path] = status;
    });
    expect(wrong).toEqual({});
  });

  test('a way past the pages by a header of the framework opens nothing', async () => {
    const response = await fetch(`${app.url}/groups`, {
      headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware' },
      redirect: 'manual',
    });
    expect(response.status).toBe(307);
  });
});

describe('two people on one address', () => {
  const paths = ['/', '/?feed=company', '/search?q=wrote', '/topics', '/people/cecily.lampkin', '/groups?tab=all'];

  test.each(paths)('each read their own %s, whoever came first', async (path) => {
    const read = async (role: CastRole) => shown(await who(role).get(path));
    const [member, outsider] = [await read('member'), await read('outsider')];
    const again = { outsider: await read('outsider'), member: await read('member') };
    expect({ member: member === again.member, outsider: outsider === again.outsider }).toEqual({
      member: true,
      outsider: true,
    });
    expect(outsider.includes(theGroup('unlisted').slug)).toBe(false);
    expect(member.includes(`Account of ${theRole('member').name}`)).toBe(true);
  });

  test('a picture that one may see is not kept for the other', async () => {
    const path = `/photos/${planted.photos.get(theGroup('unlisted').id)}`;
    expect((await who('member').get(path)).headers['cache-control']).toBe('private, no-store');
    expect((await who('outsider').get(path)).status).toBe(404);
    expect((await who('member').get(path)).status).toBe(200);
  });
});

/** What every table holds, but for how often someone searched: that is counted to slow down machines. */
async function dump(): Promise<Record<string, unknown>> {
  const tables = await app.database.query(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'rate_limits' order by 1",
  );
  const sums: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await app.database.query(
      `select md5(string_agg(t::text, '|' order by t::text)) as sum from "${name}" t`,
    );
    sums[String(name)] = row?.sum;
  }
  return sums;
}

// Whoever opens a group with a permission is noted, and so is not among those who look here.
test('looking changes nothing, at whatever address', async () => {
  await app.settled();
  const before = await dump();
  const others = [
    '/login',
    '/invite/never-was',
    '/login/link/never-was',
    '/api/health',
    '/api/ready',
    '/api/auth/signout',
  ];
  for (const role of ['admin', 'member'] as const)
    await forEach([...allCases().map(({ path }) => path), ...others], async (path) => {
      await who(role).get(path, { method: role === 'admin' ? 'GET' : 'HEAD' });
    });
  expect(await dump()).toEqual(before);
});
