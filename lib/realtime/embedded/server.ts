import 'server-only';
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Credentials } from '@/lib/server/realtime-service';
import { isSameOrigin } from '@/lib/server/same-origin';
import { refuseUpgrade } from '@/lib/server/upgrade';
import { createApi } from './api';
import { Connection } from './connection';
import { Hub } from './hub';
import { defaultLimits, type Limits } from './limits';
import { handleMessage } from './messages';
import { type Closing, closings, frame } from './protocol';

export type EmbeddedServer = {
  /** Where the app publishes: on this machine only, on a port of its own. */
  readonly apiPort: number;
  /** Makes a WebSocket of a request that asked for one, the path below `/rt`. */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => Promise<void>;
};

type Options = {
  credentials: Credentials;
  limits?: Partial<Limits>;
  /** The pages that may connect; the app's own unless a test says otherwise. */
  origins?: readonly string[];
  /** Told of the API's server before it takes a request. */
  onApi?: (server: http.Server) => void;
};

/** Pusher Channels as far as Chatter uses it: private channels, signing in, and the HTTP API to publish and to end connections. */
export async function startEmbeddedServer({ credentials, limits, origins, onApi }: Options): Promise<EmbeddedServer> {
  const all = { ...defaultLimits, ...limits };
  const hub = new Hub(all);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: all.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    // Pongs of its own would pile up before a client that asks and does not read.
    autoPong: false,
  });
  const { port, close } = await listen(createApi(hub, credentials), onApi);
  const sweeping = setInterval(() => hub.sweep(), all.sweepMs).unref();
  return {
    apiPort: port,
    handleUpgrade(request, socket, head) {
      if (!isExpected(request, origins)) return refuseUpgrade(socket, '403 Forbidden');
      const unwanted = misfit(request, credentials);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => {});
        if (unwanted) webSocket.close(unwanted.code, unwanted.reason);
        else open(webSocket, hub, credentials, all);
      });
    },
    async close() {
      clearInterval(sweeping);
      hub.closeAll(closings.goingAway);
      await close();
    },
  };
}

/** Whether the page that connects is ours. Its person is known later, by what our own routes sign for it. */
function isExpected({ headers }: IncomingMessage, origins?: readonly string[]): boolean {
  const { origin, cookie } = headers;
  return isSameOrigin({ origin, fetchSite: undefined, hasCookie: cookie !== undefined }, origins);
}

/** Why this is not a connection to our app, by what its address says. */
function misfit({ url = '' }: IncomingMessage, { key }: Credentials): Closing | null {
  const [path = '', search = ''] = url.split('?');
  const [, asked] = /^\/app\/([^/]+)$/.exec(path) ?? [];
  if (asked === undefined) return closings.unknownPath;
  if (asked !== key) return closings.unknownApp;
  const query = new URLSearchParams(search);
  const protocol = query.get('protocol');
  if (protocol === null) return closings.noProtocol;
  if (protocol !== '7') return closings.wrongProtocol;
  return /^\d+(\.\d+)*([-+][\w.]+)?$/.test(query.get('version') ?? '0') ? null : closings.wrongVersion;
}

function open(socket: WebSocket, hub: Hub, credentials: Credentials, limits: Limits) {
  const connection = new Connection(socket, limits);
  if (!hub.add(connection)) return connection.close(closings.overCapacity);
  socket.on('close', () => hub.remove(connection));
  const isWelcome = () => {
    const isModest = connection.hear();
    if (!isModest) hub.drop(connection, closings.tooManyMessages);
    return isModest;
  };
  socket.on('pong', isWelcome);
  socket.on('ping', (data: Buffer) => void (isWelcome() && connection.pong(data)));
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) hub.drop(connection, closings.notText);
    else if (isWelcome()) handleMessage({ hub, credentials, limits, connection }, data.toString());
  });
  const established = { socket_id: connection.id, activity_timeout: limits.activityMs / 1000 };
  connection.send(frame('pusher:connection_established', established));
}

async function listen(api: ReturnType<typeof createApi>, onApi: Options['onApi']) {
  const server = http.createServer((request, response) => {
    api(request, response).catch(() => response.destroy());
  });
  // An idle connection is closed by the publisher, which would otherwise meet one that we are closing.
  server.keepAliveTimeout = 0;
  onApi?.(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, close };
}
