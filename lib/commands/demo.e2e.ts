import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';

const demo = useApp({ command: 'demo', isEmbedded: true });
const { openPage } = useBrowser(demo);

async function signInAsFirst() {
  const page = await openPage({ path: '/login' });
  await page
    .getByRole('button', { name: /^Sign in as / })
    .first()
    .click();
  await page.getByRole('region', { name: 'Publisher' }).waitFor();
  return page;
}

async function share(text: string) {
  const page = await signInAsFirst();
  await page.getByRole('textbox', { name: 'Share an update' }).fill(text);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('article').filter({ hasText: text }).first().waitFor();
  // An open page would try to reach the stopped app, and its browser say so.
  await page.close();
}

async function isStillThere(text: string) {
  const page = await signInAsFirst();
  await page.goto('/?feed=company');
  return page.getByRole('article').filter({ hasText: text }).count();
}

test('one command ends with the demo company, where one click signs in', async () => {
  const page = await signInAsFirst();
  expect(await page.getByRole('article').count()).toBeGreaterThan(5);
});

test('what was written survives the operator stopping it', async () => {
  await share('Written before Ctrl-C');
  await demo.stop();
  await demo.start();
  expect(await isStillThere('Written before Ctrl-C')).toBe(1);
});

test('what was written survives kill -9', async () => {
  await share('Written before kill -9');
  await demo.stop(true);
  await demo.start();
  expect(await isStillThere('Written before kill -9')).toBe(1);
});

test('a second process on the same data says so and stops', () => {
  const { dataDir = '' } = demo.databaseAddress;
  const second = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/commands/start.ts', '-p', '0'],
    { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: '0' } },
  );
  expect(second.status).not.toBe(0);
  expect(`${second.stdout}${second.stderr}`).toContain('Another Chatter process is using the database');
});
