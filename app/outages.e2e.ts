import type { Page } from 'playwright-core';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { runOn } from '@/lib/testing/postgres';

const app = useApp();
const { openPage } = useBrowser(app);
const { member } = cast;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });
const ready = async () => (await fetch(`${app.url}/api/ready`)).status;
const postsWith = async (text: string) =>
  (await app.database.query('select id from feed_items where plain like $1', [`%${text}%`])).length;

/** Statements on the server, from outside the database that is the app's. */
async function onServer(statement: string) {
  const databases = inject('databases');
  if (databases.kind !== 'pg') throw new Error('Browser tests run on Postgres.');
  await runOn(databases.server, statement);
}

const name = () => new URL(app.databaseAddress.url ?? '').pathname.slice(1);

async function switchOff() {
  await onServer(`alter database ${name()} allow_connections false`);
  await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`);
}

async function switchOn() {
  await onServer(`alter database ${name()} allow_connections true`);
  await expect.poll(ready, { timeout: 20_000 }).toBe(200);
}

afterEach(switchOn);

withAndWithoutJavaScript((javaScript) => {
  const mine = javaScript ? 'scripted' : 'plain';
  const open = (path: string) => openPage({ as: member, javaScript, path });

  test('without its database a page says so with 503, and works again by itself', async () => {
    const page = await open('/people');
    await switchOff();
    for (const path of ['/', '/people', `/posts/${cast.posts.private.owner.id}`, '/search?q=x', '/login']) {
      const response = await page.goto(path);
      if (path !== '/login') expect(response?.status(), path).toBe(503);
      else continue;
      expect(await heading(page, 'Chatter cannot reach its database').isVisible()).toBe(true);
      expect(await page.locator('body').textContent()).not.toMatch(/ECONN|pg_|\bat \w+ \(/);
    }
    expect(await ready()).toBe(503);
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
    await page.goto('/people');
    await switchOn();
    await page.getByRole('link', { name: 'Try again' }).click();
    await heading(page, 'People').waitFor();
  });

  test('a post that was sent meanwhile is given back, and sent again it is one post', async () => {
    const page = await open('/?feed=company');
    await box(page).fill(`Written in the dark ${mine}`);
    await switchOff();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText(`Written in the dark ${mine}`).first().waitFor();
    if (javaScript) {
      await page.getByRole('alert').getByText('The database cannot be reached.').waitFor();
      expect(await box(page).inputValue()).toBe(`Written in the dark ${mine}`);
    } else {
      await heading(page, 'Chatter cannot reach its database').waitFor();
      await page.getByText('Load this page again to send it again').waitFor();
    }
    await switchOn();
    if (javaScript) await page.getByRole('button', { name: 'Share' }).click();
    else await page.reload();
    await page
      .getByRole('article')
      .filter({ hasText: `Written in the dark ${mine}` })
      .waitFor();
    expect(await postsWith(`Written in the dark ${mine}`)).toBe(1);
  });

  test('so is a comment of a feed', async () => {
    const page = await open('/?feed=company');
    const first = page.getByRole('article').first();
    await first.getByRole('textbox', { name: 'Write a comment' }).fill(`Answered in the dark ${mine}`);
    await switchOff();
    await first.getByRole('button', { name: 'Comment' }).click();
    await heading(page, 'Chatter cannot reach its database').waitFor();
    if (!javaScript) await page.getByText(`Answered in the dark ${mine}`).waitFor();
    await switchOn();
    if (javaScript) {
      await page.getByRole('link', { name: 'Try again' }).click();
      await expect
        .poll(() => first.getByRole('textbox', { name: 'Write a comment' }).inputValue())
        .toBe(`Answered in the dark ${mine}`);
      await first.getByRole('button', { name: 'Comment' }).click();
    } else await page.reload();
    await page
      .getByRole('listitem')
      .filter({ hasText: `Answered in the dark ${mine}` })
      .waitFor();
    const made = await app.database.query('select id from comments where plain like $1', [`%dark ${mine}`]);
    expect(made.length).toBe(1);
  });
});

describe('a bug of ours', () => {
  const idOn = async (page: Page) =>
    (await page.locator('body').textContent())?.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0];

  test.each([true, false])('shows a number that stands in the log, with JavaScript: %s', async (javaScript) => {
    const page = await openPage({ as: member, javaScript, path: '/people' });
    await app.database.query('alter table feed_entries rename to feed_entries_away');
    try {
      expect((await page.goto('/topics/newtech'))?.status()).toBe(500);
      expect(await heading(page, 'Something broke on our side').isVisible()).toBe(true);
      const id = await page.locator('main code').textContent();
      const line = app.logs().find((entry) => entry.id === id);
      expect(line).toMatchObject({ level: 'error', event: 'page.bug' });
      expect(JSON.stringify(line)).toContain('feed_entries');
      expect(await page.content()).not.toMatch(/feed_entries|\bat \w+ \(|node_modules/);
    } finally {
      await app.database.query('alter table feed_entries_away rename to feed_entries');
    }
    expect((await page.goto('/topics/newtech'))?.status()).toBe(200);
  });

  test.each([true, false])('in an action is said in the form, with JavaScript: %s', async (javaScript) => {
    const page = await openPage({ as: member, javaScript, path: '/?feed=company' });
    await box(page).fill(`Into the bug ${javaScript}`);
    // Pages read no source, only posting writes one.
    await app.database.query('alter table feed_items rename column source to source_away');
    try {
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('alert').getByText('Something broke on our side, and nothing was saved.').waitFor();
      expect(await box(page).inputValue()).toBe(`Into the bug ${javaScript}`);
      const id = await idOn(page);
      expect(app.logs().find((entry) => entry.id === id)).toMatchObject({ event: 'action.failed' });
      expect(await page.content()).not.toMatch(/feed_items|\bat \w+ \(|node_modules/);
    } finally {
      await app.database.query('alter table feed_items rename column source_away to source');
    }
    expect(await postsWith('Into the bug')).toBe(0);
  });
});
