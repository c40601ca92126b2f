import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { sessionCookie } from '@/lib/auth/current';
import { env } from '@/lib/env';
import { makeUnsubscribeToken, type UnsubscribeScope } from '@/lib/mails/unsubscribe-token';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const secret = 'a secret that this test and its app have in common';
const app = useApp({ env: { AUTH_SECRET: secret } });
const { openPage } = useBrowser(app);
const { member, groups, posts } = cast;

const scopes: UnsubscribeScope[] = [
  { kind: 'thread', itemId: posts.public.owner.id },
  { kind: 'reason', reason: 'mention_post' },
  { kind: 'group', groupId: groups.private.id },
  { kind: 'digest' },
  { kind: 'all' },
];
const tokenFor = (scope: UnsubscribeScope) => makeUnsubscribeToken({ personId: member.id, scope });

/** Everything that the database holds, as one text that changes when anything does. */
async function fingerprint(): Promise<string> {
  const tables = await app.database.query(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const sums = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await app.database.query(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as sum from "${name}" t`,
      );
      return `${name} ${row?.sum}`;
    }),
  );
  return sums.join('\n');
}

const frequency = async () =>
  (
    await app.database.query('select email_frequency as how from memberships where person_id = $1 and group_id = $2', [
      member.id,
      groups.private.id,
    ])
  )[0]?.how;

beforeAll(() => {
  Object.assign(env, { AUTH_SECRET: secret });
});

beforeEach(async () => {
  await app.database.query(`update memberships set email_frequency = 'every'`);
});

describe('a link of a mail that something opens changes nothing', () => {
  const paths = [
    ...scopes.flatMap((scope) => [`/unsubscribe/${tokenFor(scope)}`, `/api/email/unsubscribe/${tokenFor(scope)}`]),
    `/unsubscribe/${tokenFor({ kind: 'all' })}?done=this&undo=x`,
    '/api/email/inbound',
    '/invite/never-was',
    '/login/link/never-was',
    `/posts/${posts.public.owner.id}`,
    `/groups/${groups.private.slug}`,
    '/notifications',
    '/settings/notifications',
    '/setup/email',
    '/setup/outbox/mails',
  ];

  const visit = async (path: string, method: string, cookie: string | undefined) => {
    const headers = new Headers(cookie === undefined ? [] : [['cookie', cookie]]);
    const answer = await fetch(app.url + path, { method, redirect: 'manual', headers });
    await answer.arrayBuffer();
    expect(answer.status, path).toBeLessThan(500);
  };

  test.each(['GET', 'HEAD', 'OPTIONS'])('with %s, signed out and in', async (method) => {
    const cookies = [undefined, `${sessionCookie()}=${await signIn(app, cast.admin)}`];
    // The first visit of a session notes when it was.
    for (const cookie of cookies) await visit('/', 'GET', cookie);
    await app.settled();
    const before = await fingerprint();
    for (const path of paths) for (const cookie of cookies) await visit(path, method, cookie);
    expect(await fingerprint()).toBe(before);
  });
});

withAndWithoutJavaScript((javaScript) => {
  test('the page says what ends, its button ends it, and another puts it back', async () => {
    const token = tokenFor({ kind: 'group', groupId: groups.private.id });
    const page = await openPage({ javaScript, path: `/unsubscribe/${token}` });
    await page.getByText(`This ends email from the group ${groups.private.name}`).waitFor();
    expect(await frequency()).toBe('every');
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unsubscribe', exact: true }).click();
    await page.getByRole('heading', { name: 'Unsubscribed' }).waitFor();
    expect(await frequency()).toBe('never');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'As it was' }).waitFor();
    expect(await frequency()).toBe('every');
  });

  test('a link that was not made here says so', async () => {
    const page = await openPage({ javaScript, path: '/unsubscribe/never-was' });
    await page.getByRole('heading', { name: 'This link ends nothing' }).waitFor();
  });
});

test('the button of a mail program needs no session and no Origin', async () => {
  const url = `${app.url}/api/email/unsubscribe/${tokenFor({ kind: 'group', groupId: groups.private.id })}`;
  const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
  expect((await fetch(url, oneClick)).status).toBe(200);
  expect(await frequency()).toBe('never');
  expect((await fetch(`${url}x`, oneClick)).status).toBe(404);
});

test('a webhook needs its signature, and ten megabytes are not read', async () => {
  const post = (body: string) => fetch(`${app.url}/api/email/inbound`, { method: 'POST', body });
  const answer = await post('{"type":"email.received","data":{"email_id":"x"}}');
  expect([answer.status, await answer.json()]).toEqual([401, { status: 'unauthorized' }]);
  expect((await post('x'.repeat(10 * 1024 * 1024))).status).toBe(413);
});
