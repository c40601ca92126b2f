import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { continueAs, useOidc } from '@/lib/testing/oidc';
import { noisePicture } from '@/lib/testing/pictures';
import { writePost } from '@/lib/testing/posts';

const oidc = useOidc({
  ada: { name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
  ben: { name: 'Ben Ali', email: 'ben@example.com', email_verified: true },
  cleo: { name: 'Cleo Diaz', email: 'cleo@example.com', email_verified: true },
  dan: { name: 'Dan Egli', email: 'dan@example.com', email_verified: true },
});
const app = useApp({ env: () => oidc.env() });
const { openPage } = useBrowser(app);

beforeAll(async () => {
  for (let count = 1; count <= 25; count += 1)
    await writePost(app, cast.member, cast.member.id, `Note ${count} #newtech`);
});

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

async function signIn(page: Page, subject: string) {
  await page.goto('/');
  await button(page, 'Sign in with Example ID').click();
  await continueAs(page, subject);
  await heading(page, 'Home').waitFor();
}

async function editProfile(page: Page) {
  await page.getByLabel(/^Account of/).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Analyst');
  await page.getByRole('textbox', { name: 'About' }).fill('I count things.');
  await button(page, 'Save').click();
  await page.waitForURL('**/about');
  await page.getByText('I count things.').waitFor();
}

async function uploadPhoto(page: Page) {
  await page.goto('/settings/profile');
  const buffer = await noisePicture('png');
  await page.getByLabel('Photo', { exact: true }).setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await button(page, 'Upload photo').click();
  await said(page, 'The photo is saved.');
  const shown = await page.locator('header img').first().getAttribute('src');
  expect((await page.request.get(shown ?? '')).headers()['content-type']).toBe('image/webp');
}

async function createPrivateGroup(page: Page, name: string) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('link', { name: 'New group' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Description' }).fill('What the stars say.');
  await page.getByRole('radio', { name: 'Private', exact: true }).check();
  await button(page, 'Create group').click();
  await heading(page, name).waitFor();
  return new URL(page.url()).pathname;
}

async function acceptTheOneWhoAsks(page: Page, path: string, name: string) {
  await page.goto(path);
  await page.getByRole('link', { name: '1 person asks to join' }).click();
  await page
    .getByRole('form', { name: `Request of ${name}` })
    .getByRole('button', { name: 'Accept' })
    .click();
  await said(page, `${name} is in the group now.`);
}

/** In a small company whoever is new follows everybody already. */
async function follow(page: Page, handle: string) {
  await app.settled();
  await page.goto(`/people/${handle}`);
  await button(page, 'Unfollow').first().click();
  await button(page, 'Follow').first().click();
  await button(page, 'Unfollow').first().waitFor();
}

async function share(page: Page, path: string, text: string, begin: string) {
  await page.goto(path);
  const publisher = page.getByRole('region', { name: 'Publisher' });
  await publisher.getByText('2 people').waitFor();
  await publisher.getByRole('textbox', { name: 'Share an update' }).fill(text);
  await button(publisher, 'Share').click();
  await article(page, begin).waitFor();
}

async function answer(page: Page, path: string, post: string) {
  await page.goto(path);
  const shown = article(page, post);
  await shown.getByRole('textbox', { name: 'Write a comment' }).fill('How clear?');
  await button(shown, 'Comment').click();
  await shown.getByRole('link', { name: '1 comment', exact: true }).waitFor();
  await shown.getByRole('link', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('Very clear.');
  await button(page, 'Reply').click();
  await page.getByRole('link', { name: '2 comments' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Very clear.' }).waitFor();
}

async function likeAndBookmark(page: Page, path: string, post: string) {
  await page.goto(path);
  for (const name of ['Like', 'Bookmark']) {
    await button(article(page, post), name).click();
    await article(page, post).getByRole('button', { name, exact: true, pressed: true }).waitFor();
  }
  await page.goto('/?feed=bookmarks');
  await article(page, post).waitFor();
}

async function edit(page: Page, path: string, post: string, text: string) {
  await page.goto(path);
  await article(page, post)
    .getByLabel(/^More for/)
    .first()
    .click();
  await article(page, post).getByRole('link', { name: 'Edit' }).first().click();
  const box = page.getByRole('textbox', { name: 'Text' });
  expect(await box.inputValue()).toContain('for @');
  await box.fill(text);
  await button(page, 'Save').click();
  await page.getByRole('article').getByRole('link', { name: 'edited' }).click();
  await heading(page, 'History').waitFor();
  await page.getByRole('listitem').filter({ hasText: post }).waitFor();
}

async function find(page: Page, query: string, post: string) {
  const box = page.getByRole('searchbox', { name: 'Search' });
  await box.fill(query);
  await box.press('Enter');
  await heading(page, `Search for ${query}`).waitFor();
  await article(page, post).waitFor();
}

/** Older posts and back again: the same articles stand there. */
async function pageBack(page: Page) {
  const names = () => page.getByRole('article').evaluateAll((all) => all.map((one) => one.id));
  await page.goto(`/topics/newtech`);
  const first = await names();
  expect(first.length).toBe(20);
  await page.getByRole('link', { name: 'Older posts' }).click();
  await page.waitForURL('**before=*');
  await expect.poll(async () => (await names())[0]).not.toBe(first[0]);
  expect((await names()).filter((id) => first.includes(id))).toEqual([]);
  await page.goBack();
  await expect.poll(names).toEqual(first);
}

async function deletePost(page: Page, path: string, post: string) {
  await page.goto(path);
  await article(page, post)
    .getByLabel(/^More for/)
    .first()
    .click();
  await article(page, post).getByRole('link', { name: 'Delete' }).first().click();
  await heading(page, 'Delete this post?').waitFor();
  await button(page, 'Delete post').click();
  await said(page, 'The post is deleted.');
  await page.goto(path);
  expect(await article(page, post).count()).toBe(0);
}

async function meetNothing(page: Page) {
  const response = await page.goto('/posts/0194f3c5-0000-7000-8000-000000000000');
  expect(response?.status()).toBe(404);
  const words = heading(page, 'There is nothing here for you');
  expect(await words.isVisible()).toBe(true);
  expect(await page.getByText('it is in a place that is not open to you').isVisible()).toBe(true);
}

async function signOut(page: Page) {
  await page.getByLabel(/^Account of/).click();
  await button(page, 'Sign out').click();
  await heading(page, 'Sign in').waitFor();
  await page.goto('/people');
  await heading(page, 'Sign in').waitFor();
}

withAndWithoutJavaScript((javaScript) => {
  const [founder, handle, joiner, name, suffix] = javaScript
    ? ['ada', 'ada.lovelace', 'ben', 'Ben Ali', 'scripted']
    : ['cleo', 'cleo.diaz', 'dan', 'Dan Egli', 'plain'];

  test('from signing in to signing out', async () => {
    const one = await openPage({ javaScript });
    const two = await openPage({ javaScript });
    await signIn(one, founder);
    await editProfile(one);
    await uploadPhoto(one);
    const path = await createPrivateGroup(one, `Stars ${suffix}`);

    await signIn(two, joiner);
    await two.goto(path);
    await two.getByText('The posts are for members only').waitFor();
    await button(two, 'Ask to join').click();
    await button(two, 'Withdraw request').waitFor();
    await acceptTheOneWhoAsks(one, path, name);
    await follow(two, cast.owner.handle);

    const begin = `The sky ${suffix}`;
    await share(two, path, `${begin} for @${handle}: #newtech and #[clear ${suffix}]`, begin);
    await answer(one, path, begin);
    await likeAndBookmark(one, path, begin);
    await edit(two, path, begin, `The cloud ${suffix} for @${handle}: #newtech and #[clear ${suffix}]`);
    await find(two, `#[clear ${suffix}]`, `The cloud ${suffix}`);
    await find(one, '#newtech', `The cloud ${suffix}`);
    await pageBack(one);
    await deletePost(two, path, `The cloud ${suffix}`);
    await meetNothing(two);
    await signOut(two);
    await signOut(one);
  });
});
