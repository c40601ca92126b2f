import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, manager, owner, outsider } = cast;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const item = (page: Page, text: string) => page.getByRole('article').getByRole('listitem').filter({ hasText: text });

withAndWithoutJavaScript((javaScript) => {
  const mine = javaScript ? 'scripted' : 'plain';
  const open = (path: string, as = member) => openPage({ as, javaScript, path });

  test('topics are added beside the text, ten at most, and taken off', async () => {
    const post = await writePost(app, owner, cast.groups.public.id, `About ${mine} #one`);
    const page = await open(`/posts/${post}`);
    const field = page.getByRole('textbox', { name: 'Add a topic' });
    await field.fill('#Second thoughts');
    await button(page, 'Add').click();
    await page.getByRole('article').getByRole('link', { name: '#Second thoughts' }).waitFor();
    for (const [typed, words] of [
      ['', 'Name a topic.'],
      ['x'.repeat(200), 'at most 99 characters'],
    ] as const) {
      await field.evaluate((element) => element.removeAttribute('maxlength'));
      await field.fill(typed);
      await button(page, 'Add').click();
      await page.getByRole('alert').getByText(words).first().waitFor();
      expect(await field.inputValue()).toBe(typed);
    }
    await button(page, 'Remove topic one').click();
    await expect.poll(() => button(page, 'Remove topic one').count()).toBe(0);
    await page.getByText('#one').waitFor();
    expect(await page.getByRole('link', { name: '#one' }).count()).toBe(0);
  });

  test('an answer to a reply joins its thread, and a deleted comment leaves its replies', async () => {
    const post = await writePost(app, owner, owner.id, `Thread ${mine}`);
    await writeComment(app, manager, post, `Root ${mine}`);
    const page = await open(`/posts/${post}`);
    for (const [to, text] of [
      ['Root', 'Reply'],
      ['Reply', 'Answer'],
    ] as const) {
      await item(page, `${to} ${mine}`).last().getByRole('link', { name: 'Reply' }).click();
      await page.getByRole('textbox', { name: /^Reply to/ }).fill(`${text} ${mine}`);
      await button(page, 'Reply').click();
      await item(page, `${text} ${mine}`).last().waitFor();
    }
    const other = await open(`/posts/${post}`, manager);
    await item(other, `Root ${mine}`)
      .first()
      .getByLabel(/^More for/)
      .first()
      .click();
    await item(other, `Root ${mine}`).first().getByRole('link', { name: 'Delete' }).click();
    await other.getByRole('heading', { level: 1, name: 'Delete this comment?' }).waitFor();
    await button(other, 'Delete comment').click();
    await other.getByRole('status').filter({ hasText: 'The comment is deleted.' }).waitFor();
    await other.getByRole('link', { name: '2 comments' }).waitFor();
    expect(await item(other, `Root ${mine}`).count()).toBe(0);
    await item(other, `Answer ${mine}`).waitFor();
  });

  test('a comment is edited and its earlier text stands in the history of the post', async () => {
    const post = await writePost(app, owner, owner.id, `With a history ${mine}`);
    await writeComment(app, member, post, `First words ${mine}`);
    const page = await open(`/posts/${post}`);
    await item(page, `First words ${mine}`)
      .getByLabel(/^More for/)
      .click();
    await item(page, `First words ${mine}`).getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill(`Better words ${mine}`);
    await button(page, 'Save').click();
    await item(page, `Better words ${mine}`).getByText('edited').waitFor();
    await page.goto(`/posts/${post}/history`);
    await page
      .getByRole('listitem')
      .filter({ hasText: `First words ${mine}` })
      .waitFor();
  });

  test('a comment is liked and unliked', async () => {
    const post = await writePost(app, owner, owner.id, `Likeable ${mine}`);
    await writeComment(app, manager, post, `Well said ${mine}`);
    const page = await open(`/posts/${post}`);
    const like = button(page, `Like this by ${manager.name}`);
    for (const isOn of ['true', 'false']) {
      await like.click();
      await expect.poll(() => like.getAttribute('aria-pressed')).toBe(isOn);
    }
  });

  test('the edit and delete pages of others are refused in words, and what is not there is nowhere', async () => {
    const { id, commentId } = cast.posts.public.owner;
    const page = await open('/', outsider);
    const met: Record<string, number | undefined> = {};
    for (const path of [
      `/posts/${id}/edit`,
      `/posts/${id}/delete`,
      `/comments/${commentId}/edit`,
      '/posts/x',
      '/posts/%zz',
    ])
      met[path] = (await page.goto(path))?.status();
    expect(Object.values(met)).toEqual([403, 403, 403, 404, 400]);
    for (const path of ['', '/edit', '/delete', '/history']) {
      expect((await page.goto(`/posts/${cast.posts.private.owner.id}${path}`))?.status()).toBe(404);
      await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor();
    }
  });
});
