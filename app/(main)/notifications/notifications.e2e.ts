import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { followSubject } from '@/lib/follow/follow-subject';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const { manager, member, outsider, follower } = cast;

const bell = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Notifications/ });
const lines = (page: Page) => page.getByRole('list', { name: 'Notifications' }).getByRole('listitem');

/** How many of somebody's notifications are unread in the database. */
const unread = async ({ id }: CastPerson) =>
  (await app.database.query('select 1 from notifications where person_id = $1 and read_at is null', [id])).length;

async function forget({ id }: CastPerson) {
  await app.settled();
  await app.database.query('delete from notifications where person_id = $1', [id]);
}

/** Somebody's post with a comment of the manager, told of. */
async function answered(person: CastPerson, words = 'I have an answer.') {
  const post = await writePost(app, person, person.id, 'What is the price of a tower?');
  const comment = await writeComment(app, manager, post, words);
  await app.settled();
  return { post, comment };
}

withAndWithoutJavaScript((javaScript) => {
  const person = javaScript ? member : outsider;

  test('a comment stands under the bell, leads to itself, and is read once it was seen', async () => {
    await forget(person);
    const { post, comment } = await answered(person);
    const page = await openPage({ as: person, javaScript, path: '/people' });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Notifications, 1 unread' }).click();
    const line = lines(page).filter({ hasText: 'Anna Snelling commented on your post' });
    await line.getByText('Unread:').waitFor({ state: 'attached' });
    await line.getByText('I have an answer.').waitFor();
    await line.getByRole('link', { name: 'Anna Snelling commented on your post' }).click();
    await page.waitForURL(`**/posts/${post}#comment-${comment}`);
    if (!javaScript) {
      expect(await unread(person)).toBe(1);
      await page.getByRole('button', { name: 'Mark as read' }).click();
    }
    await expect.poll(() => unread(person)).toBe(0);
    await expect.poll(() => bell(page).getAttribute('aria-label')).toBe('Notifications');
    expect(await page.getByText('This stands unread in your notifications.').isVisible()).toBe(false);
  });

  test('what is seen elsewhere than on a post is marked by following it, or by its button', async () => {
    await forget(person);
    await followSubject(viewerOf(manager), { subjectId: person.id, kind: 'person' });
    await app.settled();
    const page = await openPage({ as: person, javaScript, path: '/notifications' });
    const line = lines(page).filter({ hasText: 'started to follow you' });
    if (javaScript) {
      await line.getByRole('link', { name: /started to follow you/ }).click();
      await page.waitForURL(`**/people/${manager.handle}`);
    } else {
      await line.getByLabel(/^More for/).click();
      await line.getByRole('button', { name: 'Mark as read' }).click();
      await page.waitForURL('**/notifications#note-*');
    }
    await expect.poll(() => unread(person)).toBe(0);
    await expect.poll(() => bell(page).getAttribute('aria-label')).toBe('Notifications');
  });

  test('all that is shown is marked at once, and nothing that is not', async () => {
    await forget(person);
    await answered(person);
    const page = await openPage({ as: person, javaScript, path: '/notifications' });
    await lines(page).first().waitFor();
    await answered(person, 'Another one.');
    if (javaScript) await lines(page).getByText('Another one.').waitFor();
    else {
      await page.getByRole('button', { name: 'Mark all as read' }).click();
      await expect.poll(() => unread(person)).toBe(1);
      await page.getByRole('link', { name: 'Unread', exact: true }).click();
      await expect.poll(() => lines(page).count()).toBe(1);
      await lines(page).getByText('Another one.').waitFor();
    }
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect.poll(() => unread(person)).toBe(0);
    if (!javaScript) await page.getByRole('heading', { name: 'You have read everything' }).waitFor();
  });

  test('why it came is said from the ledger, with a way to be told no more', async () => {
    await forget(person);
    const { post } = await answered(person);
    const page = await openPage({ as: person, javaScript, path: '/notifications' });
    await lines(page)
      .first()
      .getByLabel(/^More for/)
      .click();
    await lines(page).first().getByRole('link', { name: 'Why did I get this?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Why did I get this?' }).waitFor();
    const main = page.getByRole('main');
    for (const text of [
      'You wrote this post.',
      'Shown under the bell.',
      'By email',
      'You choose where this reaches you.',
    ])
      await main.getByText(text).waitFor();
    await main.getByRole('button', { name: 'Mute this post' }).click();
    await main.getByRole('button', { name: 'Unmute this post' }).waitFor();
    const muted = await app.database.query('select 1 from mutes where person_id = $1 and item_id = $2', [
      person.id,
      post,
    ]);
    expect(muted).toHaveLength(1);
    await main.getByRole('link', { name: 'Change “Someone comments on a post of mine”' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your notifications' }).waitFor();
  });
});

test('a link opened in a new tab is marked there, when it is seen', async () => {
  await forget(member);
  await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
  await app.settled();
  const page = await openPage({ as: member, path: '/notifications' });
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    lines(page)
      .first()
      .getByRole('link', { name: /started to follow you/ })
      .click({ button: 'middle' }),
  ]);
  await tab.waitForURL(`**/people/${outsider.handle}`);
  await expect.poll(() => unread(member)).toBe(0);
});

test('nobody reads the notifications of another, or learns why they came', async () => {
  await forget(member);
  await answered(member);
  const [row] = await app.database.query('select id from notifications where person_id = $1', [member.id]);
  const page = await openPage({ as: outsider, path: `/notifications/${row?.id}` });
  await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor();
  await page.goto(`${app.url}/notifications/nonsense`);
  await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor();
});

test('older ones are a page away, and an empty list says what belongs there', async () => {
  const page = await openPage({ as: follower, javaScript: false, path: '/notifications' });
  await page.getByRole('heading', { name: 'Nothing has come yet' }).waitFor();
  for (let index = 0; index < 25; index += 1) {
    const id = newId(new Date(Date.now() - index * 60_000));
    await app.database.query(
      `insert into notifications (id, event_id, person_id, reason, actor_id, subject_id, thread_key, is_on_page, created_at, read_at)
       values ($1, $1, $2, 'added_to_group', $3, $4, $5, true, now(), now())`,
      [id, follower.id, manager.id, cast.groups.public.id, `group:${newId()}`],
    );
  }
  await page.reload();
  expect(await lines(page).count()).toBe(20);
  expect(await page.getByRole('button', { name: 'Mark all as read' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Older notifications' }).click();
  expect(await lines(page).count()).toBe(5);
});

test('the keys g and n lead there, and each line and its menu can be reached', async () => {
  await forget(member);
  await answered(member);
  const page = await openPage({ as: member, path: '/people' });
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.waitForURL('**/notifications');
  const line = lines(page).first();
  await line.getByRole('link').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await line.getByRole('button', { name: 'Mark as read' }).press('Enter');
  await expect.poll(() => bell(page).getAttribute('aria-label')).toBe('Notifications');
});

test('with long and right-to-left names the pages have no barriers and nothing scrolls sideways', async () => {
  await forget(member);
  const name = 'محمد بن عبد الله الأنصاري';
  await app.database.query('update subjects set name = $2 where id = $1', [outsider.id, name]);
  await app.database.query('update subjects set name = $2 where id = $1', [follower.id, 'W'.repeat(121)]);
  const post = await writePost(app, outsider, member.id, `مرحبا ${'Donaudampfschifffahrt'.repeat(20)}`);
  await writeComment(app, follower, post, 'x'.repeat(3000));
  await app.settled();
  const [row] = await app.database.query('select id from notifications where person_id = $1 limit 1', [member.id]);
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    const page = await openPage({ as: member, width, colorScheme });
    for (const path of ['/notifications', `/notifications/${row?.id}`]) {
      await page.goto(path);
      expect(await findBarriers(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.goto('/notifications');
    await page
      .getByLabel(/^More for/)
      .first()
      .click();
    expect(await findBarriers(page)).toEqual([]);
  }
});
