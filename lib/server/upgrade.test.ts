import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installHook, leaveAlone } from './hook';
import { onUpgrade, takeUpgrade } from './upgrade';

let port = 0;
const seen: string[] = [];

const answer = (socket: Duplex, words: string) => socket.end(`HTTP/1.1 200 ${words}\r\n\r\n`);

/** What the framework does with upgrades that it knows. */
const server = http.createServer().on('upgrade', (_, socket) => answer(socket, 'framework'));

beforeAll(async () => {
  installHook({ isDevelopment: false });
  onUpgrade('/rt', (request, socket) => {
    seen.push(request.url ?? '');
    answer(socket, 'ours');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

async function upgrade(path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0] ?? '';
}

test('a WebSocket below the prefix is handed over, with the path below it', async () => {
  expect(await upgrade('/rt/app/key?protocol=7')).toBe('HTTP/1.1 200 ours');
  expect(seen).toEqual(['/app/key?protocol=7']);
});

test.each(['/', '/rt', '/rtx/app/key', '/_next/webpack-hmr', '//rt/app', '*'])(
  'for a WebSocket at %s there is nobody, and the connection is not left open',
  async (path) => {
    expect(await upgrade(path)).toBe('HTTP/1.1 404 Not Found');
  },
);

test('a visitor who does not let go of a refused connection does not keep it', async () => {
  const accepted = once(server, 'connection');
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write('GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const [other] = await accepted;
  await once(socket.resume(), 'end');
  await expect.poll(() => other.destroyed).toBe(true);
  socket.destroy();
});

test('while developing the framework keeps its own', async () => {
  const own = http.createServer().on('upgrade', (request, socket, head) => {
    answer(socket, takeUpgrade(request, socket, head, true) ? 'taken' : 'left');
  });
  const inProduction = port;
  leaveAlone(own);
  await once(own.listen(0, '127.0.0.1'), 'listening');
  port = (own.address() as AddressInfo).port;
  expect(await upgrade('/_next/webpack-hmr')).toBe('HTTP/1.1 200 left');
  expect(await upgrade('/rt/app/key')).toBe('HTTP/1.1 200 ours');
  port = inProduction;
  own.close();
});

test('a server by which the app speaks to itself is no visitor’s, and left alone', async () => {
  const own = http.createServer((_, response) => response.end('inner'));
  leaveAlone(own);
  await once(own.listen(0, '127.0.0.1'), 'listening');
  const said = await fetch(`http://127.0.0.1:${(own.address() as AddressInfo).port}/%zz`, { method: 'POST' });
  expect([await said.text(), said.headers.get('x-request-id')]).toEqual(['inner', null]);
  own.close();
  own.closeAllConnections();
});

test('a visitor who is gone before the answer harms nothing', async () => {
  const gone = connect(port, '127.0.0.1');
  gone.write('GET /rt/app HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  gone.resetAndDestroy();
  expect(await upgrade('/rt/app/key')).toBe('HTTP/1.1 200 ours');
});
