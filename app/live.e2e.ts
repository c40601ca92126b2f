import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

/** A load of the page would take this away. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { wasHere: true }));
const wasNotLoaded = (page: Page) => page.evaluate(() => 'wasHere' in window);

async function share(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Share an update' }).fill(text);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Shared.').waitFor();
}

test('a post, a comment and a like arrive in another browser', async () => {
  const [reader, writer] = await Promise.all([
    openPage({ as: cast.follower, path: '/?feed=following' }),
    openPage({ as: cast.owner, path: '/' }),
  ]);
  await mark(reader);
  await share(writer, 'Hot off the press');
  await article(reader, 'Hot off the press').waitFor();
  const post = article(writer, 'Hot off the press');
  await post.getByRole('textbox', { name: 'Write a comment' }).fill('And more of it');
  await post.getByRole('button', { name: 'Comment' }).click();
  await article(reader, 'And more of it').waitFor();
  await post.getByRole('button', { name: 'Like', exact: true }).first().click();
  await article(reader, 'Hot off the press').getByText('1 like').waitFor();
  expect(await wasNotLoaded(reader)).toBe(true);
});
