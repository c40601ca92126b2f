import { expect, test } from 'vitest';
import { useApp } from './app';
import { findBarriers } from './axe';
import { useBrowser } from './browser';

const app = useApp();
const { openPage } = useBrowser(app);

test('the built app answers on its own port and database', async () => {
  const response = await fetch(`${app.url}/api/ready`);
  expect(response.status).toBe(200);
  expect(app.logs().map((line) => line.event)).toContain('app.started');
});

test('it is stopped as an operator does and starts again on the same data', async () => {
  await app.stop();
  await expect(fetch(`${app.url}/api/health`)).rejects.toThrow();
  await app.start();
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
});

test('text has a width in the browser, even on a machine without fonts', async () => {
  const page = await openPage();
  await page.setContent('<span>Wide words</span>');
  const width = await page.locator('span').evaluate((element) => element.getBoundingClientRect().width);
  expect(width).toBeGreaterThan(40);
});

test('a picture without words is found, and so is a page without a heading', async () => {
  const page = await openPage();
  await page.setContent('<html lang="en"><title>t</title><main><h1>Title</h1><img src="data:,"></main></html>');
  expect(await findBarriers(page)).toEqual([expect.stringContaining('image-alt')]);
  await page.setContent('<p>words</p>');
  expect(await findBarriers(page)).toEqual([expect.stringContaining('0 h1')]);
});
