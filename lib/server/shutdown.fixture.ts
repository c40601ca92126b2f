import 'server-only';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { installHook } from './hook';
import { closeFirst, shutDownOnSignals, trackWork } from './shutdown';
import { onUpgrade } from './upgrade';

/** A server with a slow page, a page that leaves work behind, one that never ends, and connections that stay open. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

installHook({ isDevelopment: false });
shutDownOnSignals(async () => {
  await later(50);
  say('closed');
});

onUpgrade('/rt', (_, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  closeFirst(async () => {
    say('told');
    socket.write('goodbye');
  });
});

const server = http.createServer(async (request, response) => {
  say(`got ${request.url}`);
  if (request.url === '/slow') await later(600);
  if (request.url === '/after') trackWork(later(600).then(() => say('after')));
  if (request.url !== '/never') response.end('done');
});
server.on('upgrade', () => {});
server.listen(0, '127.0.0.1', () => say(`port ${(server.address() as AddressInfo).port}`));
