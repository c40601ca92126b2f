import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, owner } = cast;

const expire = () =>
  app.database.query("update sessions set expires_at = now() - interval '1 minute' where person_id = $1", [member.id]);

/** Signs in on the page that asks for it, by the link from the log, and comes back. */
async function signInAgain(page: Page, email = member.email) {
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  const before = app.logs().length;
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('button', { name: 'Email me a link' }).click();
  await page.getByText('a link is on its way').waitFor();
  const link = () =>
    app
      .logs()
      .slice(before)
      .find((line) => line.event === 'sign_in.link' && line.address === email);
  await expect.poll(link).toBeTruthy();
  await page.goto(String(link()?.url));
  await page.getByRole('button', { name: 'Sign in' }).click();
}

beforeEach(() => app.database.query('delete from rate_limits'));

withAndWithoutJavaScript((javaScript) => {
  const mine = javaScript ? 'scripted' : 'plain';
  const open = (path: string) => openPage({ as: member, javaScript, path });
  const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });
  const answer = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });

  test.each([
    ['Home', '/?feed=company'],
    ['a group', `/groups/${cast.groups.private.slug}`],
  ])('a post that was sent from %s too late is there after signing in, and is posted once', async (_, path) => {
    const text = `Too late ${mine} ${path}`;
    const page = await open(path);
    await box(page).fill(text);
    await expire();
    await page.getByRole('button', { name: 'Share' }).click();
    await signInAgain(page);
    await expect.poll(() => box(page).inputValue()).toBe(text);
    expect(new URL(page.url()).pathname).toBe(path.split('?')[0]);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('article').filter({ hasText: text }).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('');
    const made = await app.database.query('select subject_id from feed_items where plain = $1', [text]);
    expect(made).toEqual([{ subject_id: path.startsWith('/groups') ? cast.groups.private.id : member.id }]);
    await page.goto(path);
    expect(await box(page).inputValue()).toBe('');
  });

  test.each(['feed', 'page'])('so is a comment that was sent from the %s of its post', async (where) => {
    const post = await writePost(app, owner, owner.id, `Answer me ${mine} ${where}`);
    const page = await open(where === 'page' ? `/posts/${post}` : '/?feed=company');
    const article = page.getByRole('article').filter({ hasText: `Answer me ${mine} ${where}` });
    await article.getByRole('textbox', { name: 'Write a comment' }).fill(`Late answer ${mine}`);
    await expire();
    await article.getByRole('button', { name: 'Comment', exact: true }).click();
    await signInAgain(page);
    await page.getByRole('article').first().waitFor();
    await page.goto(`/posts/${post}`);
    await expect.poll(() => answer(page).inputValue()).toBe(`Late answer ${mine}`);
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: `Late answer ${mine}` })
      .waitFor();
    const made = await app.database.query('select id from comments where item_id = $1', [post]);
    expect(made.length).toBe(1);
  });

  test('a form that cannot be filed is given back at once, and sent again after signing in elsewhere', async () => {
    const post = await writePost(app, member, member.id, `Mine to edit ${mine}`);
    const page = await open(`/posts/${post}/edit`);
    await page.getByRole('textbox', { name: 'Text' }).fill(`Edited too late ${mine}`);
    await expire();
    await page.getByRole('button', { name: 'Save' }).click();
    if (javaScript) await page.getByRole('alert').getByText('You have been signed out.').waitFor();
    else await page.getByRole('heading', { level: 1, name: 'You have been signed out' }).waitFor();
    expect(await page.getByText(`Edited too late ${mine}`).first().isVisible()).toBe(true);
    const { name = '' } = (await page.context().cookies()).find((cookie) => cookie.name.includes('session')) ?? {};
    await page.context().addCookies([{ name, value: await signIn(app, member), url: app.url }]);
    if (javaScript) await page.getByRole('button', { name: 'Save' }).click();
    else await page.reload();
    await page.waitForURL(`**/posts/${post}`);
    await page.getByText(`Edited too late ${mine}`).waitFor();
  });

  test('nobody else who signs in there gets it', async () => {
    const page = await open('/?feed=company');
    await box(page).fill(`For my eyes ${mine}`);
    await expire();
    await page.getByRole('button', { name: 'Share' }).click();
    await signInAgain(page, owner.email);
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(await box(page).inputValue()).toBe('');
    expect(await page.content()).not.toContain(`For my eyes ${mine}`);
  });

  test('a click that comes too late leads to signing in and back', async () => {
    const page = await open('/?feed=company');
    await expire();
    await page.getByRole('article').first().getByRole('button', { name: 'Like', exact: true }).click();
    await signInAgain(page);
    await page.getByRole('feed').waitFor();
    expect(new URL(page.url()).search).toBe('?feed=company');
  });
});
