import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { afterAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';
import { freePort, temporaryFolder } from '@/lib/testing/temporary';

const app = useApp();
const { openPage } = useBrowser(app);

const events = () =>
  app.database.query(`select id, done_at, attempts from outbox_events where due_at <= now() order by id`);
const undone = async () => (await events()).filter(({ done_at }) => done_at === null).length;

test('killed right after the answer, the app handles what it had not when it is up again (R8)', async () => {
  const page = await openPage({ as: cast.member, javaScript: false, path: `/groups/${cast.groups.public.slug}` });
  await page.getByRole('textbox', { name: 'Share an update' }).fill('Said just before the end.');
  // A lock that lets people write and keeps the worker from claiming: the moment between answer and handling, held open.
  await app.database.drizzle.transaction(async (tx) => {
    const run = (text: string) => (tx as unknown as { execute(text: string): Promise<unknown> }).execute(text);
    await run(`select pg_advisory_xact_lock(hashtext('chatter.outbox'))`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('article').filter({ hasText: 'Said just before the end.' }).waitFor();
    expect(await undone()).toBeGreaterThan(0);
    // What the page still fetches would be told as broken off.
    await page.waitForLoadState('networkidle');
    await app.stop(true);
  });
  expect(await undone()).toBeGreaterThan(0);
  await app.start();
  await expect.poll(undone, { timeout: 20_000 }).toBe(0);
});

test('killed in the middle of handling, the lease runs out and another takes over', async () => {
  await app.stop(true);
  await writePost(app, cast.member, cast.groups.public.id, 'Held by a process that is gone.');
  await app.database.query(
    `update outbox_events set leased_until = now() + interval '3 seconds', attempts = 1 where done_at is null and due_at <= now()`,
  );
  await app.start();
  expect(await undone()).toBeGreaterThan(0);
  await expect.poll(undone, { timeout: 20_000 }).toBe(0);
});

test('told to stop in the middle of handling, it finishes that first', async () => {
  await app.database.query(`update outbox_events set due_at = now() where waiting_key = 'recurring:housekeeping.due'`);
  let stopped: Promise<void> | undefined;
  await app.database.drizzle.transaction(async (tx) => {
    const run = (text: string) => (tx as unknown as { execute(text: string): Promise<unknown> }).execute(text);
    // The sweep stands before this table until the lock is gone.
    await run('lock table sign_in_tokens in access exclusive mode');
    await expect.poll(undone).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    stopped = app.stop();
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
  await stopped;
  const [row] = await app.database.query(
    `select done_at, leased_until from outbox_events where type = 'housekeeping.due' order by id limit 1`,
  );
  expect(row).toMatchObject({ done_at: expect.any(Date), leased_until: null });
  await app.start();
});

let second: ChildProcess | undefined;
afterAll(() => second?.kill('SIGKILL'));

test('two processes on one database do everything once', async () => {
  const port = await freePort();
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const { PATH = '', HOME = '' } = process.env;
  second = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      DATABASE_URL: app.databaseAddress.url ?? '',
      DATA_DIR: temporaryFolder('app'),
      PORT: String(port),
    },
  });
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null))?.status, {
      timeout: 30_000,
    })
    .toBe(200);
  const before = (await events()).length;
  const rows = Array.from({ length: 1000 }, () => newId());
  await app.database.query(
    `insert into outbox_events (id, type, payload) select id, 'notifications.read', '{}' from unnest($1::uuid[]) id`,
    [rows],
  );
  await expect.poll(undone, { timeout: 30_000 }).toBe(0);
  const after = (await events()).slice(before);
  expect(after).toHaveLength(1000);
  expect(after.every(({ attempts }) => attempts === 1)).toBe(true);
});
