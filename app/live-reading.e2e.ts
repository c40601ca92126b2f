import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { likePost } from '@/lib/feed/like-post';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { feedOf, framesOf, setHidden } from '@/lib/testing/live';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);

const path = '/?feed=company';
const everyone = cast.owner.id;
const post = (page: Page, id: string) => page.locator(`#post-${id}`);
const control = (page: Page) => page.getByRole('button', { name: /^\d+ new posts?$/ });

async function posts(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 1; index <= count; index++)
    ids.push(await writePost(app, cast.owner, everyone, `Post number ${index}`));
  return ids;
}

/** Where an element stands in the window. */
const top = async (page: Page, id: string) => Math.round((await post(page, id).boundingBox())?.y ?? Number.NaN);

describe('while a feed is read', () => {
  test('nothing moves: new posts wait, are counted, and come when they are asked for', async () => {
    const [, second = '', ...rest] = await posts(21);
    const page = await openPage({ as: cast.outsider, path });
    await post(page, second).scrollIntoViewIfNeeded();
    const before = await top(page, second);
    const [one = '', two = ''] = [
      await writePost(app, cast.owner, everyone, 'News one'),
      await writePost(app, cast.manager, cast.manager.id, 'News two'),
    ];
    await control(page).filter({ hasText: '2 new posts' }).waitFor();
    expect(await top(page, second)).toBe(before);
    expect(await post(page, one).count()).toBe(0);
    await writeComment(app, cast.owner, rest.at(-1) ?? '', 'A comment far above');
    await post(page, rest.at(-1) ?? '')
      .getByText('A comment far above')
      .waitFor({ state: 'attached' });
    expect(await top(page, second)).toBe(before);
    await control(page).click();
    await post(page, two).waitFor();
    expect((await feedOf(page)).slice(0, 2).map((text) => text.split(' ')[0])).toEqual([`post-${two}`, `post-${one}`]);
    expect(await top(page, two)).toBeGreaterThan(50);
    expect(await top(page, two)).toBeLessThan(400);
    expect(await control(page).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`post-${two}`);
  });

  test('at the top they come by themselves', async () => {
    const page = await openPage({ as: cast.outsider, path });
    const id = await writePost(app, cast.owner, everyone, 'By itself');
    await post(page, id).waitFor();
    expect(await control(page).count()).toBe(0);
  });

  test('what is typed stays, with its caret and focus and the id that keeps it one comment', async () => {
    const [id = ''] = await posts(1);
    const page = await openPage({ as: cast.outsider, path });
    const box = post(page, id).getByRole('textbox', { name: 'Write a comment' });
    await box.pressSequentially('Half a thought');
    await box.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(4, 6));
    await post(page, id)
      .getByLabel(/^More for/)
      .first()
      .click();
    await box.focus();
    const clientId = () => post(page, id).locator('input[name=clientId]').inputValue();
    const sent = await clientId();
    for (const person of [cast.owner, cast.manager, cast.member]) await likePost(viewerOf(person), { id });
    await post(page, id).getByText('3 likes').waitFor();
    await writePost(app, cast.owner, everyone, 'Meanwhile');
    await control(page).filter({ hasText: '1 new post' }).waitFor();
    expect(await box.inputValue()).toBe('Half a thought');
    expect(await clientId()).toBe(sent);
    const state = await box.evaluate((element: HTMLTextAreaElement) => [
      document.activeElement === element,
      element.selectionStart,
      element.selectionEnd,
    ]);
    expect(state).toEqual([true, 4, 6]);
    await box.press('Control+Enter');
    await post(page, id).getByRole('listitem').filter({ hasText: 'Half a thought' }).waitFor();
  });

  test('the box that is written in stands still while others comment above it', async () => {
    const [, , , id = ''] = await posts(4);
    const page = await openPage({ as: cast.outsider, path });
    const box = post(page, id).getByRole('textbox', { name: 'Write a comment' });
    await page.mouse.wheel(0, 60);
    await box.pressSequentially('Slowly');
    const place = async () => Math.round((await box.boundingBox())?.y ?? Number.NaN);
    const before = await place();
    for (let index = 0; index < 3; index++) await writeComment(app, cast.owner, id, `Quicker ${index}`);
    await post(page, id).getByText('Quicker 2').waitFor();
    expect(await place()).toBe(before);
  });

  test('what is read stands still in browsers that do not hold it by themselves', async () => {
    const [read = '', ...rest] = await posts(8);
    const page = await openPage({ as: cast.outsider });
    await page.addInitScript(() => {
      const supports = CSS.supports.bind(CSS);
      CSS.supports = (...asked: string[]) => asked[0] !== 'overflow-anchor' && supports(asked[0] ?? '', asked[1] ?? '');
    });
    await page.goto(path);
    await page.evaluate(() => document.documentElement.style.setProperty('overflow-anchor', 'none'));
    await post(page, read).scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollBy(0, 200));
    const before = await top(page, read);
    const above = rest.at(-1) ?? '';
    await writeComment(app, cast.owner, above, 'Far above');
    await post(page, above).getByText('Far above').waitFor({ state: 'attached' });
    expect(await top(page, read)).toBe(before);
  });

  test('what is half written above it stays as well', async () => {
    const page = await openPage({ as: cast.outsider, path });
    const box = page.getByRole('textbox', { name: 'Share an update' });
    await box.pressSequentially('My own news');
    const id = await writePost(app, cast.owner, everyone, 'Of others');
    await post(page, id).waitFor();
    expect(await box.inputValue()).toBe('My own news');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('article').filter({ hasText: 'My own news' }).waitFor();
    const made = await app.database.query(`select id from feed_items where plain = 'My own news'`);
    expect(made).toHaveLength(1);
  });
});

test('a page that nobody looks at asks for nothing, and is right when somebody does', async () => {
  const page = await openPage({ as: cast.outsider, path });
  await page.waitForTimeout(1500);
  await setHidden(page, true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const id = await writePost(app, cast.owner, everyone, 'In the background');
  await app.settled();
  await page.waitForTimeout(1500);
  expect(asked).toEqual([]);
  await setHidden(page, false);
  await post(page, id).waitFor();
});

test('without JavaScript a page stays as it was', async () => {
  const page = await openPage({ as: cast.outsider, path, javaScript: false });
  const frames = framesOf(page);
  const before = await page.getByRole('article').first().getAttribute('id');
  await writePost(app, cast.owner, everyone, 'For others');
  await app.settled();
  expect(await page.getByRole('article').first().getAttribute('id')).toBe(before);
  expect(frames).toEqual([]);
});
