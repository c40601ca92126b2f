import { expect, test } from 'vitest';
import { cast, insertCast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp({ content: 'empty', env: { DEMO: '1' } });
const { openPage } = useBrowser(app);

test('before the demo company is there, nobody can be', async () => {
  const page = await openPage({ path: '/login' });
  expect(await page.getByRole('button', { name: /^Sign in as/ }).count()).toBe(0);
  await insertCast(app.database);
  await page.reload();
  expect(await page.getByRole('button', { name: /^Sign in as/ }).count()).toBe(0);
  await app.database.query("insert into organisation (name, is_demo) values ('Brightmoor', true)");
  await page.reload();
  await page.getByRole('button', { name: 'Sign in as Anna Snelling' }).waitFor();
});

withAndWithoutJavaScript((javaScript) => {
  test('two colleagues come first and the admin last, and one click signs in', async () => {
    const page = await openPage({ javaScript, path: '/login?return=/settings/sessions' });
    const names = await page.locator('button', { hasText: 'Sign in as' }).allTextContents();
    expect(names.slice(0, 2)).toEqual(['Sign in as Anna Snelling', 'Sign in as Cassey Cress']);
    expect(names.at(-1)).toBe('Sign in as Inês Carvalho');
    expect(names.join()).not.toContain(cast.deactivated.name);
    await page.getByRole('button', { name: 'Sign in as' }).first().click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    const [person] = await app.database.query(
      'select s.name from sessions se join subjects s on s.id = se.person_id where se.ended_at is null order by se.id desc limit 1',
    );
    expect(person?.name).toBe('Anna Snelling');
  });

  test('the admin, the last of the list, signs in as well', async () => {
    const page = await openPage({ javaScript, path: '/login?return=/setup/people' });
    await page
      .getByRole('button', { name: /^Sign in as/ })
      .last()
      .click();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  });

  test('the demo shows the link that was asked for, and none to a stranger', async () => {
    const page = await openPage({ javaScript, path: '/login?return=/settings/sessions' });
    await page.getByRole('textbox', { name: 'Email' }).fill(cast.member.email);
    await page.getByRole('button', { name: 'Email me a link' }).click();
    await page.getByRole('link', { name: /Open the link/ }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Email' }).fill('stranger@example.com');
    await page.getByRole('button', { name: 'Email me a link' }).click();
    await page.getByText('a link is on its way').waitFor();
    expect(await page.getByRole('link', { name: /Open the link/ }).count()).toBe(0);
  });
});

test('the list of people has no barriers', async () => {
  const page = await openPage({ path: '/login', colorScheme: 'dark', width: 390 });
  expect(await findBarriers(page)).toEqual([]);
});
