import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { setDatabase } from '@/db/open';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writeComment } from '@/lib/testing/posts';
import { changeValues, makeRecord } from '@/lib/testing/records';

const app = useApp();
const { openPage } = useBrowser(app);
const owner = viewerOf(cast.owner);

const change = async (id: string, patch: Record<string, string | number>) => {
  setDatabase(app.database);
  return String((await changeValues(owner, id, patch)).itemId);
};

/** A deal that the follower of the cast follows. */
async function deal(name: string): Promise<string> {
  setDatabase(app.database);
  const id = await makeRecord(owner, 'opportunity', { name, stage: 'Prospecting', close_date: '2027-01-13' });
  await app.database.query('insert into follows (person_id, subject_id) values ($1, $2)', [cast.follower.id, id]);
  return id;
}

const about = (page: Page, name: string) => page.getByRole('article').filter({ hasText: name });
const home = '/?feed=following';
const recordPath = (id: string) => `/records/opportunity/${id}`;

withAndWithoutJavaScript((javaScript) => {
  const mine = javaScript ? 'scripted' : 'plain';
  const open = (path: string, width = 1280) => openPage({ as: cast.follower, javaScript, path, width });
  const names = { single: `Single ${mine}`, bundle: `Bundle ${mine}` };
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const single = await deal(names.single);
    await writeComment(app, cast.member, await change(single, { stage: 'Engaging', amount: 4514 }), 'At last');
    const bundle = await deal(names.bundle);
    for (const close_date of ['2027-02-12', '2027-02-20', '2027-03-01']) await change(bundle, { close_date });
    ids.latest = await change(bundle, { stage: 'Engaging' });
    ids.single = single;
    ids.bundle = bundle;
  });

  test('a follower’s Home says who changed what, and lets them like it and comment on it', async () => {
    const page = await open(home);
    const item = about(page, 'At last').filter({ hasText: names.single });
    await item.getByText(`${cast.owner.name} changed ${names.single}`).waitFor();
    await item.getByText('Stage: Prospecting → Engaging').waitFor();
    await item.getByText('Amount: — → $4,514').waitFor();
    await item.getByRole('button', { name: 'Like', exact: true }).click();
    await item.getByText('1 like').waitFor();
    await item.getByRole('textbox', { name: 'Write a comment' }).fill(`Well done, ${mine}`);
    await item.getByRole('button', { name: 'Comment', exact: true }).click();
    await item.getByText(`Well done, ${mine}`).waitFor();
    await item.getByRole('link', { name: names.single }).click();
    await page.getByRole('heading', { level: 1, name: names.single }).waitFor();
  });

  test('changes that came one after another are one item, which opens to each of them', async () => {
    const page = await open(home);
    const bundle = about(page, names.bundle);
    expect(await bundle.count()).toBe(1);
    await bundle.getByText('Close date moved 3 times, 47 days in all').waitFor();
    const first = bundle.getByText('Feb 20, 2027');
    expect(await first.first().isVisible()).toBe(false);
    await bundle.getByText('more change').first().click();
    await expect.poll(() => first.first().isVisible()).toBe(true);
    await bundle.locator(`a.when[href="/posts/${ids.latest}"]`).last().click();
    await page.waitForURL(`**/posts/${ids.latest}`);
    const alone = page.getByRole('article');
    await alone.getByText('Stage: Prospecting → Engaging').waitFor();
    await alone.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  });

  test('on the record’s own page its feed shows changes alone, or what people said alone', async () => {
    const page = await open(`${recordPath(String(ids.single))}?show=changes`);
    await page.getByText(`${cast.owner.name} changed this opportunity`).first().waitFor();
    await page.goto(`${recordPath(String(ids.single))}?show=conversation`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('changed this opportunity').count()).toBe(0);
  });

  test('fewer updates leave out what nobody talks about, until one wants all again', async () => {
    const page = await open(home);
    await page.getByLabel('Order: Latest posts').click();
    await page.getByRole('link', { name: 'Fewer updates' }).click();
    await about(page, names.bundle).first().waitFor({ state: 'detached' });
    await about(page, 'At last').filter({ hasText: names.single }).first().waitFor();
    await page.getByLabel('Order: Latest posts').click();
    await page.getByRole('button', { name: 'Always show so much' }).click();
    await page.getByText('Your feed shows fewer updates from now on.').waitFor();
    await page.goto(home);
    await about(page, 'At last').first().waitFor();
    expect(await about(page, names.bundle).count()).toBe(0);
    await app.database.query('update people set has_fewer_updates = false');
  });

  test('Home is narrowed to what stands on opportunities', async () => {
    const page = await open(home);
    await page.getByLabel('Find in this feed').click();
    await page.getByRole('combobox', { name: 'Where it stands' }).selectOption('opportunity');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Only posts on Opportunities').waitFor();
    await about(page, names.bundle).waitFor();
    const articles = await page.getByRole('article').allInnerTexts();
    expect(articles.every((text) => /Single|Bundle/.test(text))).toBe(true);
  });
});

test('no barrier for those who cannot see or use a mouse', async () => {
  for (const width of [1280, 320]) {
    const page = await openPage({ as: cast.follower, path: home, width });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>('.changes details, .comment-fold'))
        fold.open = true;
    });
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});

test('a bundle that is open stays open and in its place when it grows', async () => {
  const id = await deal('Growing');
  for (const amount of [100, 200]) await change(id, { amount });
  const page = await openPage({ as: cast.follower, path: home });
  const bundle = about(page, 'Growing');
  await bundle.getByText('Each change').or(bundle.getByText('more change')).first().click();
  await change(id, { amount: 300 });
  await bundle
    .getByText('Amount changed 3 times')
    .waitFor({ timeout: 30_000 })
    .catch(() => page.reload());
  await bundle.getByText('Amount changed 3 times').waitFor();
});
