import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);
const { admin, member, outsider, owner } = cast;

const path = '/settings/notifications';
const box = (page: Page, reason: string, channel: 'In Chatter' | 'Email') =>
  page.getByRole('checkbox', { name: `${reason} ${channel}`, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
const done = (page: Page, words: string) =>
  page.getByRole('main').getByRole('status').filter({ hasText: words }).waitFor();

const likes = 'Someone likes a post or comment of mine';
const follows = 'Someone follows me';

withAndWithoutJavaScript((javaScript) => {
  const person = javaScript ? member : outsider;

  test('what one is told of is refused beside the field with everything kept, and saved', async () => {
    const page = await openPage({ as: person, javaScript, path });
    await box(page, likes, 'In Chatter').uncheck();
    await box(page, follows, 'Email').check();
    await page.getByRole('radio', { name: 'Every week' }).check();
    await page.getByLabel('Email of groups that I join from now on').selectOption('Every post');
    await page.getByRole('checkbox', { name: 'Hold email back between these times' }).check();
    await page.getByLabel('From', { exact: true }).fill('21:30');
    await page.getByLabel('Until', { exact: true }).fill('21:30');
    await page.getByRole('checkbox', { name: 'Let authors see that I have read their posts in groups' }).uncheck();
    await save(page);
    await page.getByRole('main').getByRole('alert').waitFor();
    const until = page.getByLabel('Until', { exact: true });
    const describedBy = (await until.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${describedBy}`).textContent()).toBe('Enter another time than the first.');
    const stands = async () => {
      expect(await box(page, likes, 'In Chatter').isChecked()).toBe(false);
      expect(await box(page, likes, 'Email').isChecked()).toBe(false);
      expect(await box(page, follows, 'In Chatter').isChecked()).toBe(true);
      expect(await box(page, follows, 'Email').isChecked()).toBe(true);
      expect(await page.getByRole('radio', { name: 'Every week' }).isChecked()).toBe(true);
      expect(await page.getByLabel('Email of groups that I join from now on').inputValue()).toBe('every');
      expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('21:30');
      expect(await page.getByLabel(/^Let authors see/).isChecked()).toBe(false);
    };
    await stands();
    await until.fill('06:45');
    await save(page);
    await done(page, 'Your settings are saved.');
    await page.reload();
    await stands();
    expect(await until.inputValue()).toBe('06:45');
  });

  test('the second of two forms is told, loses nothing, and saves', async () => {
    const page = await openPage({ as: person, javaScript, path });
    await page.getByRole('radio', { name: 'Never' }).check();
    await app.database.query(
      `insert into notification_settings (person_id) values ($1) on conflict (person_id) do update set version = notification_settings.version + 1`,
      [person.id],
    );
    await save(page);
    await page.getByRole('main').getByRole('alert').waitFor();
    expect(await page.getByRole('radio', { name: 'Never' }).isChecked()).toBe(true);
    await save(page);
    await done(page, 'Your settings are saved.');
    await page.reload();
    expect(await page.getByRole('radio', { name: 'Never' }).isChecked()).toBe(true);
  });

  test('an admin turns a reason off for everyone, and people see that it is not theirs to choose', async () => {
    const setup = await openPage({ as: admin, javaScript, path: '/setup/notifications' });
    const name = 'Someone comments after me';
    await setup.getByRole('checkbox', { name: `${name} In Chatter` }).setChecked(!javaScript);
    await setup.getByRole('checkbox', { name: `${name} Locked` }).check();
    await save(setup);
    await done(setup, 'The defaults are saved.');
    const page = await openPage({ as: owner, javaScript, path });
    const locked = box(page, name, 'In Chatter');
    expect(await locked.isDisabled()).toBe(true);
    expect(await locked.isChecked()).toBe(!javaScript);
    const describedBy = (await locked.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${describedBy}`).textContent()).toBe('Set by your organisation');
    await box(page, follows, 'Email').check();
    await save(page);
    await done(page, 'Your settings are saved.');
    await setup.goto('/setup/audit');
    await setup.getByText('changed what people are told of').first().waitFor();
  });

  test('how a group is heard is chosen there by one press', async () => {
    const page = await openPage({ as: owner, javaScript, path });
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'All Sales' }) });
    await row.getByLabel('Daily digest: email of All Sales').click();
    await row.getByRole('button', { name: 'Never' }).click();
    await row.getByLabel('Never: email of All Sales').click();
    await row.getByRole('button', { name: 'Daily digest' }).click();
    await row.getByLabel('Daily digest: email of All Sales').waitFor();
  });

  test('a group is muted from its page until a time that is said there, and heard again', async () => {
    const page = await openPage({ as: person === member ? member : owner, javaScript, path: '/groups/pricing' });
    await page.getByLabel('Notifications of Pricing').click();
    await page.getByRole('button', { name: 'For a week' }).click();
    await page.getByText(/^Muted until \w+day/).waitFor();
    await page.getByRole('button', { name: 'Unmute' }).click();
    await page.getByText('You hear of posts in Pricing again.').waitFor();
    expect(await page.getByText(/^Muted until/).count()).toBe(0);
  });

  test('mail that came back is said with its day, and starts again by a press, for oneself alone', async () => {
    for (const { email } of [person, owner])
      await app.database.query(
        `insert into mail_suppressions (address, reason, created_at) values ($1, 'bounce', '2026-05-03T12:00:00Z') on conflict do nothing`,
        [email],
      );
    const page = await openPage({ as: person, javaScript, path });
    await page.getByText(`Mail to ${person.email} is stopped, because it came back on May 3, 2026.`).waitFor();
    await page.getByRole('button', { name: 'Start again' }).click();
    await done(page, 'Mail goes to you again.');
    expect(await page.getByRole('button', { name: 'Start again' }).count()).toBe(0);
    const left = await app.database.query('select address from mail_suppressions');
    expect(left).toEqual([{ address: owner.email }]);
  });
});

test('only an admin sets what holds for everyone', async () => {
  const page = await openPage({ as: member, path: '/setup/notifications' });
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByRole('heading', { level: 1, name: 'You may not do this here' }).waitFor();
});

test('who is in no group has nothing to mute', async () => {
  const page = await openPage({ as: outsider, path: '/groups/all-sales' });
  expect(await page.getByLabel('Notifications of All Sales').count()).toBe(0);
  await page.goto(path);
  await page.getByText('You are in no group yet.').waitFor();
});

test('the pages have no barriers, wide and at 320 pixels, and a thumb can hit every box', async () => {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    const page = await openPage({ as: admin, width, colorScheme });
    for (const address of [path, '/setup/notifications']) {
      await page.goto(address);
      expect(await findBarriers(page), address).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    const sizes = await page.locator('.tick').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    for (const { width: wide, height } of sizes) expect(Math.min(wide, height)).toBeGreaterThanOrEqual(44);
  }
});
