import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { deletePost } from '@/lib/feed/delete-post';
import { likePost } from '@/lib/feed/like-post';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { between, feedOf, framesOf, isHint } from '@/lib/testing/live';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage, openContext } = useBrowser(app);

const path = '/?feed=company';
const everyone = cast.owner.id;
const post = (page: Page, id: string) => page.locator(`#post-${id}`);

/** A page without the watch on its console: a browser says there that it could not connect. */
async function openIn(context: BrowserContext, to = path): Promise<Page> {
  const page = await context.newPage();
  await page.goto(to);
  return page;
}

async function listening(page: Page, frames: readonly string[]) {
  await expect.poll(() => frames.filter((frame) => frame.includes('subscription_succeeded')).length).toBeGreaterThan(1);
  await page.waitForTimeout(600);
}

const authors = [cast.owner, cast.manager, cast.member];

/** Things of every kind, one after another. */
async function muchHappens(count: number) {
  const ids: string[] = [];
  const kinds = [
    async (by: CastPerson, index: number) => ids.push(await writePost(app, by, by.id, `Item ${index}`)),
    (by: CastPerson, index: number) => writeComment(app, by, ids.at(-1) ?? '', `Comment ${index}`),
    (by: CastPerson) => likePost(viewerOf(by), { id: ids.at(-1) ?? '' }),
    (_: CastPerson, index: number) => writeComment(app, cast.owner, ids[0] ?? '', `Another ${index}`),
  ];
  for (let index = 0; index < count; index++) {
    await kinds[index % kinds.length]?.(authors[index % authors.length] ?? cast.owner, index);
    if (index % 21 !== 20) continue;
    const [row] = await app.database.query('select author_id as "authorId" from feed_items where id = $1', [ids[0]]);
    const author = authors.find(({ id }) => id === row?.authorId) ?? cast.owner;
    await deletePost(viewerOf(author), { id: ids.shift() ?? '' });
  }
}

async function expectAsLoaded(page: Page, as = cast.outsider) {
  await app.settled();
  const fresh = await openPage({ as, path });
  const wanted = await feedOf(fresh);
  await expect.poll(() => feedOf(page), { timeout: 15_000 }).toEqual(wanted);
}

describe('a page ends as a load would show it', () => {
  test('after a hundred hints that it missed without a network', async () => {
    const context = await openContext({ as: cast.outsider });
    const page = await context.newPage();
    const frames = framesOf(page);
    await page.goto(path);
    await listening(page, frames);
    const told = () => frames.filter(isHint).length;
    await context.setOffline(true);
    const before = told();
    await muchHappens(100);
    await app.settled();
    expect(told()).toBe(before);
    await context.setOffline(false);
    await expectAsLoaded(page);
  });

  test.each([
    ['reordered', (held: string[]) => held.toReversed()],
    ['sent three times', (held: string[]) => [...held, ...held, ...held]],
    ['half lost', (held: string[]) => held.filter((_, index) => index % 2 === 0)],
    ['lost, all but one', (held: string[]) => held.slice(0, 1)],
  ])('when hints are %s', async (_, spoil) => {
    const context = await openContext({ as: cast.outsider });
    const held: string[] = [];
    const deliveries: ((frame: string) => void)[] = [];
    await between(context, (frame, deliver) => {
      if (!isHint(frame)) return deliver(frame);
      held.push(frame);
      deliveries.push(deliver);
    });
    const page = await openIn(context);
    await page.waitForTimeout(2000);
    await muchHappens(24);
    await app.settled();
    await expect.poll(() => held.length).toBeGreaterThan(5);
    for (const frame of spoil(held)) deliveries[0]?.(frame);
    await expectAsLoaded(page);
  });

  test.each([
    ['by itself within minutes, when all hints are lost', '00:07:00'],
    ['when the machine has slept for eight hours', '08:00:00'],
  ])('%s', async (_, later) => {
    const context = await openContext({ as: cast.outsider });
    await between(context, (frame, deliver) => {
      if (!isHint(frame)) deliver(frame);
    });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(path);
    await page.waitForTimeout(2000);
    const id = await writePost(app, cast.owner, everyone, 'Nobody said so');
    await app.settled();
    await page.waitForTimeout(500);
    expect(await post(page, id).count()).toBe(0);
    await page.clock.fastForward(later);
    await post(page, id).waitFor();
    await expectAsLoaded(page);
  });

  test('when the app was started anew below it', async () => {
    const context = await openContext({ as: cast.outsider });
    const page = await context.newPage();
    const frames = framesOf(page);
    await page.goto(path);
    await listening(page, frames);
    await page.getByRole('textbox', { name: 'Share an update' }).fill('Not sent yet');
    await app.stop(true);
    const id = await writePost(app, cast.owner, everyone, 'While it was away');
    await page.waitForTimeout(3000);
    await app.start();
    await post(page, id).waitFor({ timeout: 20_000 });
    expect(await page.getByRole('textbox', { name: 'Share an update' }).inputValue()).toBe('Not sent yet');
    const later = await writePost(app, cast.owner, everyone, 'When it was back');
    await post(page, later).waitFor();
  });

  test('when the real-time service comes back', async () => {
    const context = await openContext({ as: cast.outsider });
    let isDown = true;
    await context.routeWebSocket(/\/rt\//, (route) => {
      if (isDown) void route.close({ code: 1006 });
      else route.connectToServer();
    });
    const page = await openIn(context);
    await page.waitForTimeout(1500);
    const id = await writePost(app, cast.owner, everyone, 'Nobody was told');
    await app.settled();
    isDown = false;
    await post(page, id).waitFor({ timeout: 20_000 });
  });
});

describe('without a real-time service', () => {
  test('a page is right, silent, and tries less and less often', async () => {
    const context = await openContext({ as: cast.outsider });
    let tries = 0;
    await context.routeWebSocket(/\/rt\//, (route) => {
      tries += 1;
      void route.close({ code: 1006 });
    });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(path);
    await page.waitForTimeout(12_000);
    expect(said).toEqual([]);
    expect(tries).toBeLessThan(8);
    await page.getByRole('article').first().waitFor();
  });
});
