import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { tokenHash } from '@/lib/auth/current';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { continueAs, useOidc } from '@/lib/testing/oidc';

const oidc = useOidc({
  first: { name: 'First Person', email: 'first@example.com', email_verified: true },
  ada: { name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
  twin: { name: 'Ada Twin', email: 'ada@example.com', email_verified: true },
  nameless: { name: 'No Address' },
  leaver: { name: 'Lea Ver', email: 'leaver@example.com', email_verified: true },
});
const app = useApp({ content: 'empty', env: () => oidc.env() });
const { openPage, openContext } = useBrowser(app);

const SESSION = 'next-auth.session-token';

async function signInAs(page: Page, subject: string, path = '/login?return=/settings/sessions') {
  await page.goto(path);
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await continueAs(page, subject);
}

const sessionOf = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === SESSION);

withAndWithoutJavaScript((javaScript) => {
  test('somebody signs in, comes back to where they wanted to go, and signs out again', async () => {
    const page = await openPage({ javaScript });
    await page.goto('/settings/sessions');
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await continueAs(page, 'ada');
    await page.getByRole('heading', { name: 'Sessions', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/sessions');
    const cookie = await sessionOf(page.context());
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    expect(await sessionOf(page.context())).toBeUndefined();
    if (cookie) await page.context().addCookies([cookie]);
    await page.goto('/settings/sessions');
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  test('every sign-in has a session of its own, and the one before in this browser is over', async () => {
    const page = await openPage({ javaScript });
    await signInAs(page, 'ada');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    const before = await sessionOf(page.context());
    await page.goto('/login?return=/settings/sessions');
    await page.getByText('You are signed in as Ada Lovelace').waitFor();
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect((await sessionOf(page.context()))?.value).not.toBe(before?.value);
    const [former] = await app.database.query('select ended_at from sessions where token_hash = $1', [
      tokenHash(before?.value ?? ''),
    ]);
    expect(former?.ended_at).toBeInstanceOf(Date);
  });

  test.each([
    ['twin', 'Someone here already has your address'],
    ['nameless', 'Your address did not come along'],
  ])('%s reads: %s', async (subject, words) => {
    const page = await openPage({ javaScript });
    await signInAs(page, 'ada');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    const stranger = await openPage({ javaScript });
    await signInAs(stranger, subject);
    await stranger.getByRole('alert').getByText(words).waitFor();
    expect(await sessionOf(stranger.context())).toBeUndefined();
  });

  test('who is deactivated reads so, and the way back stays', async () => {
    const page = await openPage({ javaScript });
    await signInAs(page, 'leaver');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await app.database.query("update subjects set is_active = false where name = 'Lea Ver'");
    await page.goto('/settings/sessions');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('alert').getByText('Your account is switched off').waitFor();
    expect(page.url()).toContain('return=%2Fsettings%2Fsessions');
    await app.database.query("update subjects set is_active = true where name = 'Lea Ver'");
  });

  test('who stops at the provider reads so', async () => {
    const page = await openPage({ javaScript });
    await page.goto('/api/auth/callback/oidc?error=access_denied&state=x');
    await page.getByRole('alert').getByText('Example ID did not let you in').waitFor();
  });
});

/** Goes through sign-in as far as the provider's answer, which an attacker keeps for somebody else's browser. */
async function answerTo(subject: string): Promise<string> {
  const jar = new Map<string, string>();
  const send = async (url: string, body?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(body && { origin: new URL(url).origin }) };
    const init = body ? { method: 'POST', body: new URLSearchParams(body) } : {};
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const [, name = '', value = ''] of response.headers
      .getSetCookie()
      .map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []))
      jar.set(name, value);
    return new URL(response.headers.get('location') ?? '', url).href;
  };
  const interaction = await send(await send(`${app.url}/api/auth/start`, { return: '/' }));
  let answer = await send(interaction, { account: subject });
  while (!answer.startsWith(app.url)) answer = await send(answer);
  return answer;
}

describe('a forged answer of the provider', () => {
  test('without a beginning in this browser opens nothing', async () => {
    const page = await openPage();
    await page.goto('/api/auth/callback/oidc?code=stolen&state=guessed');
    await page.getByRole('alert').getByText('Signing in did not finish').waitFor();
    expect(await sessionOf(page.context())).toBeUndefined();
  });

  test('that was meant for another browser opens nothing, though sign-in was begun here too', async () => {
    const answer = await answerTo('ada');
    expect(answer).toContain('code=');
    const victim = await openPage();
    await victim.goto('/login');
    await victim.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await victim.getByRole('textbox', { name: 'Account' }).waitFor();
    await victim.goto(answer);
    await victim.getByRole('alert').getByText('Signing in did not finish').waitFor();
    expect(await sessionOf(victim.context())).toBeUndefined();
  });

  test.each(['state', 'nonce', 'pkce.code_verifier'])('is refused when the cookie for %s is gone', async (check) => {
    const context = await openContext();
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('textbox', { name: 'Account' }).waitFor();
    const protections = (await context.cookies()).filter(({ name }) => name.startsWith('next-auth.'));
    for (const { httpOnly, sameSite } of protections)
      expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Lax' });
    expect(protections.map(({ name }) => name)).toContain(`next-auth.${check}`);
    await context.clearCookies({ name: `next-auth.${check}` });
    await continueAs(page, 'ada');
    await page.getByRole('alert').getByText('Signing in did not finish').waitFor();
    expect(await sessionOf(context)).toBeUndefined();
  });
});

describe('the form', () => {
  const start = (headers: Record<string, string>, wanted = '/') =>
    fetch(`${app.url}/api/auth/start`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ return: wanted }),
    });

  test('sent from another site is refused', async () => {
    expect((await start({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await start({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await start({ cookie: 'x=y' })).status).toBe(403);
  });

  test('goes to the provider with state, nonce and a challenge, and remembers only ways back to this site', async () => {
    for (const wanted of ['https://evil.example/', '//evil.example', '/\\evil.example', '/%2fevil.example']) {
      const response = await start({ origin: app.url }, wanted);
      const target = new URL(response.headers.get('location') ?? '');
      expect(target.origin).toBe(oidc.issuer);
      for (const name of ['state', 'nonce', 'code_challenge']) expect(target.searchParams.get(name)).toBeTruthy();
      expect(target.searchParams.get('code_challenge_method')).toBe('S256');
      expect(response.headers.getSetCookie().join('\n')).not.toContain('evil');
    }
  });

  test('is the only way in: no other page or form of next-auth answers', async () => {
    for (const path of [
      'signin',
      'signin/oidc',
      'signout',
      'session',
      'csrf',
      'providers',
      'error',
      'verify-request',
      '_log',
    ]) {
      expect((await fetch(`${app.url}/api/auth/${path}`, { redirect: 'manual' })).status, path).toBe(404);
      const posted = await fetch(`${app.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { origin: app.url },
        redirect: 'manual',
      });
      expect([404, 405], path).toContain(posted.status);
    }
  });
});

test('the first person of the installation is its admin, the next is not', async () => {
  const admins = await app.database.query(
    "select s.name from person_permissions a join subjects s on s.id = a.person_id where a.permission = 'admin'",
  );
  expect(admins).toEqual([{ name: 'Ada Lovelace' }]);
});

test('the page has no barriers', async () => {
  const page = await openPage();
  await page.goto('/login?error=unreachable');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await findBarriers(page)).toEqual([]);
  }
});
