import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });
const home = (as = cast.member) => openPage({ as, path: '/?feed=company' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('article')?.id ?? '');
const ids = (page: Page) => page.getByRole('article').evaluateAll((all) => all.map((one) => one.id));

test('j, k, l and b walk the feed and act on its posts', async () => {
  const page = await home(cast.follower);
  const [first, second] = await ids(page);
  for (const [key, id] of [
    ['j', first],
    ['j', second],
    ['k', first],
    ['j', second],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(page)).toBe(id);
  }
  await page.keyboard.press('l');
  const like = page.locator(`#${second}`).getByRole('button', { name: 'Like', exact: true, pressed: true });
  await like.waitFor();
  await page.keyboard.press('b');
  await page.locator(`#${second}`).getByRole('button', { name: 'Bookmark', pressed: true }).waitFor();
  await page.keyboard.press('o');
  await page.waitForURL(`**/posts/${second?.replace('post-', '')}`);
});

test('the feed pattern: Page Down, Page Up, and out of the feed with Control', async () => {
  const page = await home();
  const [first, second] = await ids(page);
  await page.locator(`#${first}`).focus();
  await page.keyboard.press('PageDown');
  expect(await focused(page)).toBe(second);
  await page.keyboard.press('PageUp');
  expect(await focused(page)).toBe(first);
  expect(await page.locator(`#${first}`).getAttribute('aria-posinset')).toBe('1');
  for (const key of ['Control+End', 'Control+Home']) {
    await page.locator(`#${second}`).focus();
    await page.keyboard.press(key);
    expect(await focused(page)).toBe('');
  }
});

test('?, /, c and g with a letter, and none of them while typing', async () => {
  const page = await home();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Search');
  await page.keyboard.type('g p ?');
  expect(await page.getByRole('searchbox').inputValue()).toBe('g p ?');
  await page.locator('body').click({ position: { x: 2, y: 400 } });
  await page.keyboard.press('c');
  expect(await box(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.locator('body').click({ position: { x: 2, y: 400 } });
  for (const [keys, path] of [
    ['gp', '/people'],
    ['gg', '/groups'],
    ['gt', '/topics'],
    ['gh', '/'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname === path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
});

test('who has turned single keys off keeps only those of the feed', async () => {
  await app.database.query('update people set has_shortcuts = false where id = $1', [cast.manager.id]);
  const page = await home(cast.manager);
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  expect(await focused(page)).toBe('');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('article').first().focus();
  await page.keyboard.press('PageDown');
  expect(await focused(page)).toBe((await ids(page))[1]);
});

test('menus open, are walked, and give the focus back', async () => {
  const page = await home();
  const menu = page
    .getByRole('article')
    .first()
    .getByLabel(/^More for/)
    .first();
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.menu-list') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await menu.evaluate((element) => element.closest('details')?.open)).toBe(false);
});
