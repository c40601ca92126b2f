import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, owner, outsider } = cast;

const main = (page: Page) => page.getByRole('main');

beforeAll(async () => {
  const post = await writePost(app, owner, owner.id, 'The lighthouse keeper <b>sleeps</b> by day. #Night-shift');
  await writeComment(app, member, post, 'And the albatross?');
  await writePost(app, owner, cast.groups.private.id, 'The lighthouse is for sale, between us.');
  for (let count = 0; count < 25; count += 1) await writePost(app, member, member.id, `Row ${count} of marmalade`);
});

withAndWithoutJavaScript((javaScript) => {
  async function find(query: string, as = outsider) {
    await app.database.query('delete from rate_limits');
    const page = await openPage({ as, javaScript, path: '/' });
    const box = page.getByRole('searchbox', { name: 'Search' });
    await box.fill(query);
    await box.press('Enter');
    await page.getByRole('heading', { level: 1, name: `Search for ${query.trim()}` }).waitFor();
    return page;
  }

  test.each([
    ['a word, marked in the whole sentence', 'lighthouse', 'The lighthouse keeper <b>sleeps</b> by day.', 'lighthouse'],
    ['an unfinished word', 'lighth', 'The lighthouse keeper', 'lighthouse'],
    ['a phrase', '"keeper sleeps"', 'The lighthouse keeper', 'keeper'],
    ['a topic in any case', '#NIGHT-SHIFT', 'The lighthouse keeper', 'Night'],
    ['a comment', 'albatross', 'And the albatross?', 'albatross'],
  ])('finds %s', async (_, query, words, mark) => {
    const page = await find(query);
    const article = page.getByRole('article');
    await article
      .getByText(words)
      .or(article.filter({ hasText: words }))
      .first()
      .waitFor();
    expect(await article.count()).toBe(1);
    expect(await article.locator('mark').allTextContents()).toContain(mark);
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe(query);
  });

  test('finds in a private place for its members alone, and says no more to others than of a word nobody wrote', async () => {
    expect(await (await find('lighthouse', member)).getByRole('article').count()).toBe(2);
    const texts: (string | undefined)[] = [];
    for (const query of ['"between us"', '"xyzzy plugh"']) {
      const page = await find(query);
      texts.push((await main(page).textContent())?.replaceAll(query, ''));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  test('pages through what it found without repeating', async () => {
    const page = await find('marmalade');
    const seen = await page.getByRole('article').allTextContents();
    await page.getByRole('link', { name: 'Older posts' }).click();
    await page.waitForURL('**before=*');
    await expect.poll(() => page.getByRole('article').count()).toBe(5);
    const older = await page.getByRole('article').allTextContents();
    expect(new Set([...seen, ...older].map((text) => text.match(/Row \d+/)?.[0])).size).toBe(25);
  });

  test('leads to people, groups and topics', async () => {
    const page = await find('anna');
    const tabs = page.getByRole('navigation', { name: 'Search in' });
    await tabs.getByRole('link', { name: 'People' }).click();
    await main(page).getByRole('link', { name: 'Anna Snelling' }).waitFor();
    await page.goto('/search?q=all%20sales&in=groups');
    await main(page).getByRole('link', { name: 'All Sales' }).waitFor();
    await page.goto('/search?q=night&in=topics');
    await main(page)
      .getByRole('link', { name: /Night-shift/ })
      .waitFor();
  });
});

test.each(['%', '"', '#', "'", '\\', ':*', '!', '&|', '<->', '((', '*', `${'a '.repeat(2_000)}`, '\u202ex'])(
  'what is typed is never taken for a query of the database (%#)',
  async (query) => {
    await app.database.query('delete from rate_limits');
    const page = await openPage({ as: outsider, javaScript: false });
    for (const tab of ['posts', 'people', 'groups', 'topics'])
      expect((await page.goto(`/search?q=${encodeURIComponent(query)}&in=${tab}`))?.status()).toBe(200);
  },
);

test('an address that no browser makes is refused in words', async () => {
  const page = await openPage({ as: outsider, javaScript: false });
  expect((await page.goto('/search?q=%00x'))?.status()).toBe(400);
  expect(await page.locator('h1').textContent()).not.toBe('');
});

test('more than sixty searches in a minute are refused in words', async () => {
  const page = await openPage({ as: cast.follower, javaScript: false });
  for (let count = 0; count < 60; count += 1) await page.request.get('/search?q=x');
  expect((await page.goto('/search?q=x'))?.status()).toBe(429);
  await page.getByRole('heading', { level: 1, name: 'That was a lot at once' }).waitFor();
});
