import 'server-only';
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Pusher from 'pusher';
import { startEmbeddedServer } from './server';

const credentials = { appId: '1', key: 'soak', secret: 'soak secret' };
const BROADCASTS = 20;
const SINGLES = 200;

export type Times = { count: number; p50: number; p95: number; p99: number; max: number };

export type SocketFigures = {
  sockets: number;
  connectMs: number;
  /** Of the server's process, for each connection in three channels. */
  kilobytesPerSocket: number;
  /** From publishing to the moment when a client has it, of every client. */
  toAll: Times;
  toOne: Times;
};

/** What the process of the clients says. */
export type Report = { connectedAfterMs: number } | { arrived: number } | Times;

/** What it is told: to wait until so many have arrived, or to sum up. */
export type Request = { await: number } | { sum: true };

/** Opens sockets from a process of their own, publishes to all and to one, and prints how long that took. */
export async function soakSockets(count = 5000): Promise<SocketFigures> {
  const { close, port, pusher } = await serve(count);
  const before = memory();
  const clients = fork(fileURLToPath(new URL('./soak-clients.ts', import.meta.url)), [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  });
  const reports = on(clients, 'message');
  const next = async <T extends Report>() => (await reports.next()).value[0] as T;
  try {
    clients.send({ port, count, credentials });
    const { connectedAfterMs } = await next<{ connectedAfterMs: number }>();
    const kilobytesPerSocket = Math.round(((memory() - before) / count / 1024) * 10) / 10;
    const ask = async <T extends Report>(request: Request) => {
      clients.send(request);
      return next<T>();
    };
    const publish = async (channel: string, times: number, receivers: number) => {
      for (let n = 1; n <= times; n += 1) {
        await pusher.trigger(channel, 'hint', { at: now() });
        await ask({ await: n * receivers });
      }
      return ask<Times>({ sum: true });
    };
    const toAll = await publish('private-org', BROADCASTS, count);
    const toOne = await publish('private-person-0', SINGLES, 1);
    const figures = { sockets: count, connectMs: connectedAfterMs, kilobytesPerSocket, toAll, toOne };
    print(figures);
    return figures;
  } finally {
    clients.kill();
    await once(clients, 'exit');
    await close();
  }
}

async function serve(count: number) {
  const server = await startEmbeddedServer({ credentials, limits: { connections: count } });
  const door = http.createServer().on('upgrade', server.handleUpgrade);
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const pusher = new Pusher({
    ...credentials,
    host: '127.0.0.1',
    port: String(server.apiPort),
    agent: new http.Agent({ keepAlive: true }),
  });
  const close = async () => {
    await server.close();
    door.close();
  };
  return { close, pusher, port: (door.address() as AddressInfo).port };
}

/** What the process holds once its garbage is gone. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().rss;
}

/** Milliseconds by a clock that all processes of a machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

const inWords = ({ p50, p95, p99, max }: Times) =>
  `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`;

function print({ sockets, connectMs, kilobytesPerSocket, toAll, toOne }: SocketFigures) {
  const lines = [
    `${sockets} sockets, each signed in and in 3 channels: connected in ${(connectMs / 1000).toFixed(1)} s, ${kilobytesPerSocket} KiB each`,
    `one event to all of them: ${inWords(toAll)}`,
    `one event to one of them: ${inWords(toOne)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
