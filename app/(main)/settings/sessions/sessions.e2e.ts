import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const seenAt = async () =>
  (
    await app.database.query('select seen_at from sessions where person_id = $1 and ended_at is null', [
      cast.follower.id,
    ])
  )[0]?.seen_at as Date;

withAndWithoutJavaScript((javaScript) => {
  test('one of several sessions is ended, and this one stays', async () => {
    const stolen = await signIn(app, cast.member);
    const page = await openPage({ as: cast.member, javaScript, path: '/settings/sessions' });
    await page.getByText('This one').waitFor();
    await page
      .getByRole('button', { name: /^End session/ })
      .first()
      .click();
    await page.getByRole('status').getByText('That session has ended.').waitFor();
    const headers = { cookie: `next-auth.session-token=${stolen}` };
    const response = await fetch(`${app.url}/settings/sessions`, { redirect: 'manual', headers });
    expect(response.headers.get('location')).toMatch(/^\/login/);
    await page.reload();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  });
});

test('looking at a page notes that the session is in use, but not with every look', async () => {
  const page = await openPage({ as: cast.follower, path: '/settings/sessions' });
  const first = await seenAt();
  await page.reload();
  expect(await seenAt()).toEqual(first);
  await app.database.query("update sessions set seen_at = now() - interval '6 minutes' where person_id = $1", [
    cast.follower.id,
  ]);
  await page.reload();
  await expect.poll(async () => Date.now() - (await seenAt()).getTime()).toBeLessThan(60_000);
});

test('the page has no barriers', async () => {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    const page = await openPage({ as: cast.guest, path: '/settings/sessions', width, colorScheme });
    expect(await findBarriers(page)).toEqual([]);
  }
});
