import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

withAndWithoutJavaScript((javaScript) => {
  const as = javaScript ? cast.outsider : cast.superior;
  const open = (path: string) => openPage({ as, javaScript, path });

  test('a topic is found, followed and left', async () => {
    const page = await open('/topics');
    await page.getByRole('textbox', { name: 'Find a topic' }).fill('NEWT');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { name: 'Topics that begin with “NEWT”' }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /newtech/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '#newtech' }).waitFor();
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByRole('button', { name: 'Unfollow' }).waitFor();
    await page.goto('/?feed=following');
    expect(await page.getByRole('article').count()).toBeGreaterThan(5);
    await page.goto('/topics');
    await page.getByRole('heading', { name: 'You follow' }).waitFor();
    await page.goto('/topics/newtech');
    await page.getByRole('button', { name: 'Unfollow' }).click();
    await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
  });

  test('a topic has one page in every spelling, and counts what its reader can see', async () => {
    const page = await open('/topics/NewTech');
    await page.getByRole('heading', { level: 1, name: '#newtech' }).waitFor();
    const [, count] = ((await page.getByText('that you can see').first().textContent()) ?? '').match(/^(\d+)/) ?? [];
    expect(Number(count)).toBe(await page.getByRole('article').count());
    expect((await page.goto('/topics/private%20matters'))?.status()).toBe(404);
    expect((await page.goto('/topics/public%20matters'))?.status()).toBe(200);
  });
});
