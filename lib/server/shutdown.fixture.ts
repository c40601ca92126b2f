import 'server-only';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { installHook } from './hook';
import { shutDownOnSignals, trackWork } from './shutdown';

/** A server with a slow page, a page that leaves work behind, and one that never ends. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

installHook({ isDevelopment: false });
shutDownOnSignals(async () => {
  await later(50);
  say('closed');
});

const server = http.createServer(async (request, response) => {
  say(`got ${request.url}`);
  if (request.url === '/slow') await later(600);
  if (request.url === '/after') trackWork(later(600).then(() => say('after')));
  if (request.url !== '/never') response.end('done');
});
server.listen(0, '127.0.0.1', () => say(`port ${(server.address() as AddressInfo).port}`));
