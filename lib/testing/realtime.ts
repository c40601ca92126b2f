import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import Pusher from 'pusher';
import PusherClient, { type Options } from 'pusher-js';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { Limits } from '@/lib/realtime/embedded/limits';
import { startEmbeddedServer } from '@/lib/realtime/embedded/server';

export const credentials = { appId: '7', key: 'app-key', secret: 'app-secret' };

/** The page whose connections the server of the tests takes. */
export const page = 'https://chatter.test';

type Frame = { event: string; channel?: string; data: unknown };

/** A plain WebSocket that keeps what it hears, for what the library never does. */
export type RawClient = {
  socket: WebSocket;
  frames: Frame[];
  /** The next frame that has not been taken yet. */
  next: () => Promise<Frame>;
  send: (event: string, data?: unknown, more?: object) => void;
  id: string;
  closed: Promise<number>;
};

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** The embedded server on a port of its own, with both libraries to use it; gone after the test. */
export async function serveRealtime(limits: Partial<Limits> = {}, app = credentials) {
  const server = await startEmbeddedServer({ credentials: app, limits, origins: [page] });
  const door = http.createServer().on('upgrade', server.handleUpgrade);
  const open = new Set<Socket>();
  door.on('connection', (socket) => open.add(socket));
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  endings.push(async () => {
    await server.close();
    door.close();
    door.closeAllConnections();
  });
  const { port } = door.address() as AddressInfo;
  const api = `http://127.0.0.1:${server.apiPort}`;
  const pusher = new Pusher({ ...app, host: '127.0.0.1', port: String(server.apiPort), timeout: 5000 });
  return {
    api,
    pusher,
    close: server.close,
    /** Breaks every connection as a network does. */
    cut: () => open.forEach((socket) => void socket.destroy()),
    client: (userId?: string, options?: Partial<Options>) => openClient(pusher, app.key, port, userId, options),
    raw: (path?: string, headers?: Record<string, string>, more?: object) => openRaw(port, path, headers, more),
    occupied: async (prefix = '') => {
      const answer = await pusher.get({ path: '/channels', params: { filter_by_prefix: prefix } });
      return Object.keys((await answer.json()).channels).toSorted();
    },
  };
}

/** The unmodified library, whose signatures come straight from the publisher's. */
function openClient(pusher: Pusher, key: string, port: number, userId?: string, options: Partial<Options> = {}) {
  const client = new PusherClient(key, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) =>
        callback(null, pusher.authorizeChannel(socketId, channelName)),
    },
    userAuthentication: {
      customHandler: ({ socketId }, callback) =>
        callback(null, pusher.authenticateUser(socketId, { id: userId ?? 'nobody' })),
    },
    ...options,
  });
  endings.push(() => client.disconnect());
  if (userId) client.signin();
  return client;
}

const usual = `/app/${credentials.key}?protocol=7&client=js&version=8.6.0`;

async function openRaw(port: number, path = usual, headers: Record<string, string> = {}, more: object = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, ...more });
  endings.push(() => socket.terminate());
  const frames: Frame[] = [];
  let taken = 0;
  let wake: (() => void) | undefined;
  socket.on('message', (text) => {
    const { data, ...rest } = JSON.parse(text.toString());
    frames.push({ ...rest, data: JSON.parse(data) });
    wake?.();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await Promise.race([once(socket, 'open'), once(socket, 'unexpected-response').then(() => socket.emit('close', 0))]);
  const client: RawClient = {
    socket,
    frames,
    closed,
    id: '',
    async next() {
      while (frames.length <= taken) await new Promise<void>((resolve) => (wake = resolve));
      taken += 1;
      return frames[taken - 1] as Frame;
    },
    send: (event, data = {}, rest = {}) => socket.send(JSON.stringify({ event, data, ...rest })),
  };
  return client;
}

/** A raw client that is connected, with its id. */
export async function established(opening: Promise<RawClient>): Promise<RawClient> {
  const client = await opening;
  const { event, data } = await client.next();
  if (event !== 'pusher:connection_established') throw new Error(`Got ${event}`);
  client.id = (data as { socket_id: string }).socket_id;
  return client;
}

/** The first time that a channel, connection or client says this, with what it says. */
export function heard<T = unknown>(
  from: { bind: (event: string, callback: (data: T) => void) => unknown },
  event: string,
): Promise<T> {
  return new Promise((resolve) => from.bind(event, resolve));
}

/** Signs as the app does, for a client that the library is not. */
export const sign = (text: string, { key, secret } = credentials) =>
  `${key}:${createHmac('sha256', secret).update(text).digest('hex')}`;

export const join = (client: RawClient, channel: string, auth?: string) =>
  client.send('pusher:subscribe', { channel, ...(auth !== undefined && { auth }) });

export const joinPrivate = (client: RawClient, channel = 'private-room') =>
  join(client, channel, sign(`${client.id}:${channel}`));

export function signIn(client: RawClient, id = 'ada') {
  const user_data = JSON.stringify({ id });
  client.send('pusher:signin', { auth: sign(`${client.id}::user::${user_data}`), user_data });
}
