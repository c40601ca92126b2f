import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);

const active = (page: Page) => page.evaluate(() => document.activeElement?.tagName.toLowerCase());
const nav = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** A mark that only a new document wipes away. */
const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isSamePage: true }) && undefined);
const isSame = (page: Page) => page.evaluate(() => 'isSamePage' in globalThis);

test('links and searches change the page in place, and the focus goes to its heading', async () => {
  const page = await openPage({ as: cast.member, path: '/' });
  await mark(page);
  await nav(page).getByRole('link', { name: 'People' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await expect.poll(() => active(page)).toBe('h1');
  await expect.poll(() => page.title()).toBe('People · Chatter');
  await page.getByRole('searchbox', { name: 'Search' }).fill('#newtech');
  await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Search for #newtech' }).waitFor();
  await page.getByRole('article').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: 'Search for #newtech' }).waitFor();
  expect(await isSame(page)).toBe(true);
});

test('a link to what is gone by now leads to the words that say so', async () => {
  const post = await writePost(app, cast.member, cast.member.id, 'Soon gone');
  const page = await openPage({ as: cast.outsider, path: '/?feed=company' });
  await app.database.query('delete from feed_items where id = $1', [post]);
  await page.getByRole('article').filter({ hasText: 'Soon gone' }).locator('a.when').click();
  await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor();
});

test('the skip link is the first thing to reach, shows itself and leads to the content', async () => {
  const page = await openPage({ as: cast.member, path: '/people' });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await active(page)).toBe('main');
});

test.each(['light', 'dark'] as const)('whatever has the focus shows it, %s', async (colorScheme) => {
  const page = await openPage({ as: cast.member, path: '/?feed=company', colorScheme });
  const unmarked: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const shown = (element: Element | null) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      };
      const element = document.activeElement;
      const around = [element, ...['form', '.publisher', '.find'].map((one) => element?.closest(one) ?? null)];
      return around.some(shown) || element === document.body ? null : element?.outerHTML.slice(0, 120);
    });
    if (hidden) unmarked.push(hidden);
  }
  expect(unmarked).toEqual([]);
});

test('a link is copied, and the page says so', async () => {
  const page = await openPage({ as: cast.member, path: '/?feed=company' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const article = page.getByRole('article').first();
  const id = ((await article.getAttribute('id')) ?? '').replace('post-', '');
  await article
    .getByLabel(/^More for/)
    .first()
    .click();
  await article.getByRole('link', { name: 'Copy link' }).click();
  await page.getByRole('status').filter({ hasText: 'Link copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/posts/${id}`);
});

test('on a phone everything is reached from the bar below', async () => {
  const page = await openPage({ as: cast.member, path: '/', width: 390 });
  await nav(page).getByRole('link', { name: 'Post' }).click();
  await expect.poll(() => active(page)).toBe('textarea');
  await nav(page).getByText('Menu').click();
  await nav(page).getByRole('link', { name: 'Topics' }).click();
  await page.getByRole('heading', { level: 1, name: 'Topics' }).waitFor();
  const small = await nav(page)
    .locator('a:visible, summary:visible')
    .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
  expect(small).toEqual([]);
});
