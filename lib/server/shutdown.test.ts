import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';

const SLOW = 30_000;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function startServer() {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/server/shutdown.fixture.ts'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const said = (words: string) => vi.waitFor(() => expect(output).toContain(words), { timeout: 15_000 });
  await said('port');
  const url = `http://127.0.0.1:${/port (\d+)/.exec(output)?.[1]}`;
  return { child, url, said, ended: once(child, 'exit'), output: () => output };
}

test(
  'a request that runs is answered, no other is taken, and the database is closed last',
  async () => {
    const { child, url, said, ended, output } = await startServer();
    const slow = fetch(`${url}/slow`);
    await said('got /slow');
    child.kill('SIGTERM');
    await vi.waitFor(() => expect(fetch(`${url}/`)).rejects.toThrow());
    const answer = await slow;
    expect(await answer.text()).toBe('done');
    expect(answer.headers.get('connection')).toBe('close');
    expect(await ended).toEqual([0, null]);
    expect(output()).toMatch(/closed\n$/);
  },
  SLOW,
);

test(
  'work left behind by an answered request is finished first',
  async () => {
    const { child, url, ended, output } = await startServer();
    await fetch(`${url}/after`);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(output()).toMatch(/after\nclosed\n$/);
  },
  SLOW,
);

test(
  'a connection that stays open is told first, and does not keep the process alive',
  async () => {
    const { child, url, ended, output } = await startServer();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /rt/app HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(socket, 'data');
    const began = Date.now();
    const heard = once(socket, 'data');
    child.kill('SIGTERM');
    expect(String(await heard)).toBe('goodbye');
    expect(await ended).toEqual([0, null]);
    expect(Date.now() - began).toBeLessThan(3000);
    expect(output()).toMatch(/told\nclosed\n$/);
  },
  SLOW,
);

test(
  'the same Ctrl-C heard twice still ends in order',
  async () => {
    const { child, url, said, ended, output } = await startServer();
    const slow = fetch(`${url}/slow`);
    await said('got /slow');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect((await slow).status).toBe(200);
    expect(await ended).toEqual([0, null]);
    expect(output()).toMatch(/closed\n$/);
  },
  SLOW,
);

test(
  'a later signal ends a process that waits for a request without end',
  async () => {
    const { child, url, said, ended } = await startServer();
    fetch(`${url}/never`).catch(() => {});
    await said('got /never');
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
  },
  SLOW,
);

test(
  'it ends in order when the command that started it is gone',
  async () => {
    const { child, ended, output } = await startServer();
    child.disconnect();
    expect(await ended).toEqual([0, null]);
    expect(output()).toMatch(/closed\n$/);
  },
  SLOW,
);
