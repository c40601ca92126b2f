import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { dayIn, daysAfter } from '@/lib/announcements/rules';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);
const { private: closed, archived } = cast.groups;
const path = `/groups/${closed.slug}`;

withAndWithoutJavaScript((javaScript) => {
  test('the owner announces, members read it on top, and it is taken down', async () => {
    const text = `The office is closed on Friday (${javaScript}).`;
    const page = await openPage({ as: cast.owner, javaScript, path });
    await page.getByRole('link', { name: 'Announce something' }).click();
    await page.getByRole('textbox', { name: 'Announcement' }).fill(text);
    await page.getByRole('checkbox', { name: 'Email all members' }).check();
    await page.getByRole('button', { name: 'Announce', exact: true }).click();
    await page.getByRole('status').getByText('Announced. All members get a mail.').waitFor();
    const reading = await openPage({ as: cast.member, javaScript, path });
    const shown = reading.getByRole('region', { name: 'Announcement' });
    await shown.getByText(text).waitFor();
    expect(await shown.getByRole('button').count()).toBe(0);
    expect(await reading.getByRole('link', { name: 'Announce something' }).count()).toBe(0);
    await reading.getByRole('article').filter({ hasText: text }).getByText('Announcement').waitFor();
    await page.getByRole('button', { name: 'Take down' }).click();
    await page.getByRole('status').getByText('no longer shown here').waitFor();
    expect(await page.getByRole('region', { name: 'Announcement' }).count()).toBe(0);
    expect(await page.getByRole('article').filter({ hasText: text }).count()).toBe(1);
  });

  test('what is wrong is said beside the field, and what was typed is kept', async () => {
    const page = await openPage({ as: cast.owner, javaScript, path: `${path}/announce` });
    await page.getByRole('textbox', { name: 'Announcement' }).fill('Too late.');
    await page.getByLabel('Show until').evaluate(
      (input: HTMLInputElement, day) => {
        input.value = day;
      },
      daysAfter(dayIn('UTC', new Date()), -1),
    );
    await page.getByRole('button', { name: 'Announce', exact: true }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.getByText('Choose today or a later day.').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Announcement' }).inputValue()).toBe('Too late.');
  });
});

test('who may not announce finds no page for it', async () => {
  for (const [person, slug, status] of [
    [cast.member, closed.slug, 403],
    [cast.outsider, closed.slug, 403],
    [cast.outsider, cast.groups.unlisted.slug, 404],
    [cast.owner, archived.slug, 403],
  ] as const) {
    const page = await openPage({ as: person, javaScript: false, path: '/groups' });
    expect((await page.goto(`/groups/${slug}/announce`))?.status()).toBe(status);
  }
});

test('form and announcement have no barriers, in both themes, wide and narrow', async () => {
  const long = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} and ${'the rest of a long text. '.repeat(60)}`;
  const page = await openPage({ as: cast.owner, path: `${path}/announce` });
  await page.getByRole('textbox', { name: 'Announcement' }).fill(`**Friday** the office is closed.\n\n${long}`);
  await page.getByRole('button', { name: 'Announce', exact: true }).click();
  await page.getByRole('status').getByText('Announced.').waitFor();
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    for (const address of [path, `${path}/announce`]) {
      const looking = await openPage({ as: cast.owner, path: address, width, colorScheme });
      expect(await findBarriers(looking)).toEqual([]);
      expect(await looking.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  }
});
