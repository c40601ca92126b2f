import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp({ env: { SIGNUP_DOMAINS: 'example.org' } });
const { openPage } = useBrowser(app);

const answer = 'If this address belongs here, a link is on its way.';

async function ask(address: string, javaScript: boolean, path = '/login') {
  const page = await openPage({ javaScript, path });
  await page.getByRole('textbox', { name: 'Email' }).fill(address);
  await page.getByRole('button', { name: 'Email me a link' }).click();
  await page.getByText(answer).waitFor();
  return page;
}

async function linkTo(address: string): Promise<string> {
  const find = () => app.logs().findLast((line) => line.event === 'sign_in.link' && line.address === address);
  await expect.poll(find).toBeTruthy();
  return String(find()?.url);
}

const tokens = () => app.database.query('select token from sign_in_tokens order by 1');

withAndWithoutJavaScript((javaScript) => {
  test('a link from the log signs in with a button, not by being opened, and once', async () => {
    const { email } = cast.follower;
    const page = await ask(email, javaScript, '/login?return=/settings/sessions');
    const link = await linkTo(email);
    const before = await tokens();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    await page.goto(link);
    expect(await tokens()).toEqual(before);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sessions', level: 1 }).waitFor();
    const again = await openPage({ javaScript });
    await again.goto(link);
    await again.getByRole('heading', { name: 'This link is over' }).waitFor();
  });

  test('someone of a sign-up domain says their name first', async () => {
    const address = `ben.ali.${javaScript}@example.org`;
    const page = await ask(address, javaScript, '/login?return=/settings/sessions');
    await page.goto(await linkTo(address));
    const name = page.getByRole('textbox', { name: 'Your name' });
    await name.fill('  ');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Enter your name.').first().waitFor();
    await name.fill('Ben‮ Ali');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    const [person] = await app.database.query(
      'select s.name from people p join subjects s on s.id = p.id where p.email = $1',
      [address],
    );
    expect(person?.name).toBe('Ben Ali');
  });

  test.each(['', 'nonsense', 'a@b', `${'x'.repeat(300)}@example.org`])(
    'what is no address (%#) is said beside the field and kept',
    async (typed) => {
      const page = await openPage({ javaScript, path: '/login' });
      const field = page.getByRole('textbox', { name: 'Email' });
      await field.evaluate((element) => element.removeAttribute('maxlength')).catch(() => null);
      await field.fill(typed);
      await page.getByRole('button', { name: 'Email me a link' }).click();
      await page.getByRole('main').getByRole('alert').waitFor();
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
      await expect.poll(() => field.inputValue()).toBe(typed);
    },
  );
});

describe('whether an address belongs here', () => {
  test('is told by nothing: the same answer after the same statements, and no session or link on the page', async () => {
    const bodies: string[] = [];
    for (const address of [cast.outsider.email, cast.deactivated.email, 'nobody@example.com']) {
      const page = await ask(address, false);
      bodies.push(`${page.url()} ${await page.locator('main').textContent()}`);
      expect(await page.content()).not.toContain('/login/link/');
    }
    expect(new Set(bodies).size).toBe(1);
    const statements = app
      .logs()
      .filter((line) => line.action === 'sign-in.ask')
      .map((line) => line.statements);
    expect(new Set(statements.slice(-3)).size).toBe(1);
  });

  test('asked too often from one place is refused there for a while, for known and unknown alike', async () => {
    for (const address of [cast.manager.email, 'flooded@example.com']) {
      for (let round = 0; round < 5; round += 1) await ask(address, false);
      const page = await openPage({ javaScript: false, path: '/login' });
      await page.getByRole('textbox', { name: 'Email' }).fill(address);
      await page.getByRole('button', { name: 'Email me a link' }).click();
      await page.getByRole('alert').getByText('That was a lot at once').waitFor();
    }
  });
});

describe('the page', () => {
  test('offers only what there is: no provider and nobody of a demo', async () => {
    const page = await openPage({ path: '/login' });
    expect(await page.getByRole('button').allTextContents()).toEqual(['Email me a link']);
  });

  test.each([
    ['?error=link_used', 'This link is over'],
    ['?error=deactivated', 'Your account is switched off'],
    ['?error=%3Cscript%3E', null],
  ])('with %s says %s', async (query, words) => {
    const page = await openPage({ path: `/login${query}` });
    const alerts = page.locator('main').getByRole('alert');
    if (words) await alerts.getByText(words).waitFor();
    else expect(await alerts.count()).toBe(0);
  });

  test.each([
    [1280, 'light'],
    [390, 'dark'],
    [320, 'light'],
  ] as const)('has no barriers and does not scroll sideways at %i, %s', async (width, colorScheme) => {
    const page = await openPage({ path: '/login?error=address_taken&asked=1', width, colorScheme });
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});
