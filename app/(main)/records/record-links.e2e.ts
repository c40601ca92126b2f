import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { setDatabase } from '@/db/open';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';
import { makeRecord } from '@/lib/testing/records';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, outsider, records } = cast;

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });

function record(object: string, name: string, isPrivate = false): Promise<string> {
  setDatabase(app.database);
  return makeRecord(viewerOf(member), object, { [object === 'case' ? 'subject' : 'name']: name }, { isPrivate });
}

withAndWithoutJavaScript((javaScript) => {
  const suffix = javaScript ? 'scripted' : 'plain';
  const open = (as: { handle: string }, path: string) => openPage({ as, javaScript, path });

  test('the pasted address of a record is shown as a link with its name', async () => {
    const name = `Acme & Søns ${suffix}`;
    const id = await record('account', name);
    const page = await open(member, '/?compose=1');
    await box(page).fill(`Pasted ${app.url}/records/account/${id} here`);
    await button(page, 'Share').click();
    const post = page.getByRole('article').filter({ hasText: `Pasted ${name} here` });
    await post.getByRole('link', { name }).first().click();
    await page.waitForURL(`**/records/account/${id}`);
  });

  test('a record that the reader may not see is none with a name', async () => {
    const id = await record('opportunity', `Zqsecret ${suffix}`, true);
    const postId = await writePost(app, member, cast.groups.public.id, `About /[${id}] here`);
    const mine = await open(member, `/posts/${postId}`);
    await link(mine, `Zqsecret ${suffix}`).waitFor();
    const theirs = await open(outsider, `/posts/${postId}`);
    await theirs.getByText('About a record you cannot see here').waitFor();
    expect(await theirs.content()).not.toContain('Zqsecret');
    if (javaScript) expect(await findBarriers(mine)).toEqual([]);
  });

  test('a record is given topics, found by them, and loses them again', async () => {
    const name = `Tagged ${suffix}`;
    const topic = `Red letter ${suffix}`;
    const id = await record('case', name);
    const page = await open(member, `/records/case/${id}`);
    await page.getByRole('textbox', { name: 'Add a topic' }).fill(`#${topic}`);
    await button(page, 'Add topic').click();
    await page
      .getByRole('main')
      .getByRole('link', { name: `#${topic}` })
      .click();
    await page.getByRole('heading', { level: 1, name: `#${topic}` }).waitFor();
    await page.getByText('1 record that you can see').waitFor();
    await page.getByRole('region', { name: 'Records found' }).getByRole('link', { name }).waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await page.goto(`/search?${new URLSearchParams({ q: `#[${topic}]`, in: 'records' })}`);
    await link(page, name).click();
    await link(page, 'Edit topics').click();
    await page.getByRole('heading', { level: 1, name: 'Topics' }).waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await button(page, `Remove topic ${topic}`).click();
    await expect.poll(() => button(page, `Remove topic ${topic}`).count()).toBe(0);
    const gone = await page.goto(`/topics/${encodeURIComponent(topic.toLowerCase())}`);
    expect(gone?.status()).toBe(404);
  });

  test('records are searched by name, among all and among one object', async () => {
    const page = await open(outsider, '/');
    await page.getByRole('searchbox', { name: 'Search' }).fill('cancity');
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
    await page.getByRole('navigation', { name: 'Search in' }).getByRole('link', { name: 'Records' }).click();
    const found = page.getByRole('region', { name: 'Records found' });
    await found.getByRole('link', { name: records.open.name, exact: true }).waitFor();
    await found.getByText('Stage:').first().waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await page
      .getByRole('navigation', { name: 'Among' })
      .getByRole('link', { name: /^Accounts/ })
      .click();
    await expect.poll(() => found.getByRole('link', { name: records.open.name, exact: true }).count()).toBe(0);
    await found.getByRole('link', { name: records.account.name, exact: true }).waitFor();
  });
});

describe('with JavaScript', () => {
  test('the names of records complete after a slash, by keyboard', async () => {
    const id = await record('account', 'Quillfeather Mills');
    await record('opportunity', 'Quillfeather, private deal', true);
    const page = await openPage({ as: member, path: '/' });
    await box(page).click();
    await box(page).pressSequentially('Called /quillf');
    const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await expect
      .poll(() => options.allTextContents())
      .toEqual(['Quillfeather MillsAccount', 'Quillfeather, private dealOpportunity']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await box(page).inputValue()).toBe(`Called /[${id}] `);
    await button(page, 'Share').click();
    await link(page, 'Quillfeather Mills').first().waitFor();
    const other = await openPage({ as: outsider, path: '/' });
    await box(other).click();
    await box(other).pressSequentially('Called /quillf');
    await expect
      .poll(() => other.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').allTextContents())
      .toEqual(['Quillfeather MillsAccount']);
  });
});
