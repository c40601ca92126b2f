import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { useApp } from '@/lib/testing/app';
import { type Copy, copyDatabase } from '@/lib/testing/database';

/** A cable to Postgres that the test can pull out. */
const cable = { port: 0, sockets: new Set<Socket>(), server: undefined as Server | undefined };
let copy: Copy;

async function plugIn() {
  const target = new URL(copy.address.url ?? '');
  cable.server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const end of [socket, upstream]) cable.sockets.add(end.on('error', () => {}));
    socket.pipe(upstream).pipe(socket);
  });
  await once(cable.server.listen(cable.port, '127.0.0.1'), 'listening');
  const address = cable.server.address();
  cable.port = typeof address === 'object' && address ? address.port : 0;
}

function pullOut() {
  cable.server?.close();
  for (const socket of cable.sockets) socket.destroy();
  cable.sockets.clear();
}

beforeAll(async () => {
  copy = await copyDatabase('cast');
  await plugIn();
});

const app = useApp({
  env: () => {
    const url = new URL(copy.address.url ?? '');
    url.port = String(cable.port);
    return { DATABASE_URL: url.href };
  },
});

afterAll(async () => {
  pullOut();
  await copy.remove();
});

const ready = async () => (await fetch(`${app.url}/api/ready`)).status;
const untilReady = () => vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000, interval: 200 });

test('without its database the app says so in words, and it comes back by itself', async () => {
  pullOut();
  const response = await fetch(`${app.url}/`, { headers: { cookie: 'next-auth.session-token=anything' } });
  expect(response.status).toBe(503);
  expect(await response.text()).toMatch(/<h1[^>]*>[^<]*database/i);
  const state = await fetch(`${app.url}/api/ready`);
  expect([state.status, await state.json()]).toEqual([503, { status: 'unavailable', database: 'down' }]);
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  await plugIn();
  await untilReady();
});

test('it starts without its database and takes it up when it is there', async () => {
  await app.stop();
  pullOut();
  const started = app.start();
  await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 20_000, interval: 100 });
  await plugIn();
  await started;
  expect(await ready()).toBe(200);
});

const embedded = useApp({ isEmbedded: true, command: 'start' });

/** Runs a command as a person would and resolves with its exit code and all it wrote. */
async function run(command: string, env: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', ['run', '--silent', command], { env: { PATH, HOME, NODE_ENV: 'production', ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, said: output.trim().split('\n').at(-1) };
}

const dataDir = () => embedded.databaseAddress.dataDir ?? '';

test('a second process on the same data says so and stops', async () => {
  const line = `Chatter cannot start: Another Chatter process is using the database in ${dataDir()}/pg. Stop it first.`;
  expect(await run('db:migrate', { DATA_DIR: dataDir() })).toEqual({ code: 1, said: line });
  expect(await run('start', { DATA_DIR: dataDir(), PORT: '0' })).toEqual({ code: 1, said: line });
  expect((await fetch(`${embedded.url}/api/ready`)).status).toBe(200);
});

test('stopped through its command it leaves nobody holding the data', async () => {
  await embedded.stop();
  expect(await run('db:migrate', { DATA_DIR: dataDir() })).toEqual({ code: 0, said: 'The database is up to date.' });
});

test('killed through its command it leaves nobody either, and its data', async () => {
  await embedded.start();
  await embedded.stop(true);
  await vi.waitFor(
    async () =>
      expect(await run('db:migrate', { DATA_DIR: dataDir() })).toEqual({
        code: 0,
        said: 'The database is up to date.',
      }),
    { timeout: 20_000, interval: 500 },
  );
});

test('a wrong setting stops the start with one line', async () => {
  const said = 'Chatter cannot start: MAX_UPLOAD_MB must be a number.';
  expect(await run('start', { MAX_UPLOAD_MB: 'much' })).toEqual({ code: 1, said });
});

test('the demo is refused on a database that holds real people', async () => {
  const env = { DEMO: '1', DATABASE_URL: copy.address.url ?? '', DATA_DIR: dataDir() };
  expect((await run('start', env)).said).toMatch(/^Chatter cannot start: DEMO=1 is refused/);
});
