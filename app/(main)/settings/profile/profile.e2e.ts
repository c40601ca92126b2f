import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { hugePng, noisePicture } from '@/lib/testing/pictures';

const app = useApp({ isEmbedded: false });
const { openPage } = useBrowser(app);
const { member, outsider, owner } = cast;

const photoOf = async (page: Page) => page.locator('main img').first().getAttribute('src');

async function upload(page: Page, buffer: Buffer, name = 'photo.png', mimeType = 'image/png') {
  await page.getByLabel('Photo', { exact: true }).setInputFiles({ name, mimeType, buffer });
  await page.getByRole('button', { name: 'Upload photo' }).click();
}

withAndWithoutJavaScript((javaScript) => {
  const person = javaScript ? member : outsider;

  test('a profile is edited, refused beside the field with everything kept, and saved', async () => {
    const page = await openPage({ as: person.handle, javaScript, path: '/settings/profile' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your profile');
    await page.getByLabel('Title', { exact: true }).fill('x'.repeat(81));
    await page.getByLabel('About').fill('First line\nسطر ثان');
    await page.getByLabel('Out of office').fill('Back on Monday');
    await page.getByLabel('Time zone').selectOption('Europe/Zurich');
    await page.getByRole('radio', { name: 'Off' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    const title = page.getByLabel('Title', { exact: true });
    const describedBy = (await title.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${describedBy}`).textContent()).toBe('Title has at most 80 characters.');
    expect(await title.inputValue()).toBe('x'.repeat(81));
    expect(await page.getByLabel('About').inputValue()).toBe('First line\nسطر ثان');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Zurich');
    expect(await page.getByRole('radio', { name: 'Off' }).isChecked()).toBe(true);
    await title.fill('Account Director');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/about');
    for (const text of ['Account Director', 'Back on Monday', 'سطر ثان', '(Europe/Zurich)']) {
      await page.getByText(text).first().waitFor();
    }
  });

  test('the second of two editors is told what stands there, loses nothing, and saves', async () => {
    const page = await openPage({ as: person.handle, javaScript, path: '/settings/profile' });
    await page.getByLabel('City').fill('Second');
    await app.database.query("update people set city = 'First', version = version + 1 where id = $1", [person.id]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.getByText('This now says “First”').first().waitFor();
    expect(await page.getByLabel('City').inputValue()).toBe('Second');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/about');
    await page.getByText('Second').waitFor();
  });

  test('a photo is uploaded, shown at a new address each time, and removed', async () => {
    const page = await openPage({ as: person.handle, javaScript, path: '/settings/profile' });
    await upload(page, await noisePicture('png'));
    await page.getByRole('main').getByRole('status').waitFor();
    await page.goto(`${app.url}/people/${person.handle}`);
    const first = await photoOf(page);
    expect(first).toMatch(/^\/photos\/[0-9a-f-]{36}\?size=large$/);
    await page.goto(`${app.url}/settings/profile`);
    await upload(page, await noisePicture('jpeg'), 'photo.jpg', 'image/jpeg');
    await page.getByRole('main').getByRole('status').waitFor();
    await page.goto(`${app.url}/people/${person.handle}`);
    expect(await photoOf(page)).not.toBe(first);
    await page.goto(`${app.url}/settings/profile`);
    await page.getByRole('button', { name: 'Remove photo' }).click();
    await page.getByText('The photo is gone.').waitFor();
    expect(await page.getByRole('button', { name: 'Remove photo' }).count()).toBe(0);
  });

  test('what is no picture comes back to the form in words', async () => {
    const page = await openPage({ as: person.handle, javaScript, path: '/settings/profile' });
    await upload(page, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg', 'image/svg+xml');
    expect(await page.getByRole('main').getByRole('alert').textContent()).toContain(
      'Choose a JPEG, PNG, WebP or GIF file.',
    );
    await upload(page, hugePng(11_000, 11_000));
    await page.getByRole('main').getByRole('alert').getByText('50 million pixels').waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/profile');
  });

  test('someone is followed on their page and left in one’s own list', async () => {
    const page = await openPage({ as: person.handle, javaScript, path: `/people/${owner.handle}` });
    await page.getByRole('button', { name: 'Follow', exact: true }).first().click();
    await page.getByRole('button', { name: 'Unfollow' }).first().waitFor();
    await page.goto(`${app.url}/people/${person.handle}/following`);
    await page.getByRole('main').getByRole('link', { name: owner.name }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Unfollow' }).click();
    await page.getByText('Nobody and nothing yet').waitFor();
  });
});

describe('with JavaScript', () => {
  test('the square is chosen on the picture', async () => {
    const page = await openPage({ as: member.handle, path: '/settings/profile' });
    const half = { create: { width: 200, height: 200, channels: 3 as const, background: 'blue' } };
    const buffer = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'red' } })
      .composite([{ input: half, left: 200, top: 0 }])
      .png()
      .toBuffer();
    await page.getByLabel('Photo', { exact: true }).setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer });
    await page.getByLabel('From left to right').fill('1');
    await page.getByRole('button', { name: 'Upload photo' }).click();
    await page.getByRole('main').getByRole('status').waitFor();
    const [row] = await app.database.query('select large from photos where subject_id = $1', [member.id]);
    const { data } = await sharp(row?.large as Uint8Array)
      .extract({ left: 10, top: 250, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect((data[2] ?? 0) > 200 && (data[0] ?? 255) < 60).toBe(true);
  });
});
