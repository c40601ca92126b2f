import { connect } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export type NeonProxy = {
  /** host:port/path, as `?ws_proxy=` of a database URL takes it. */
  address: string;
  stop: () => Promise<void>;
};

/** What Neon runs in front of its servers, in small: each WebSocket becomes one connection to the given Postgres. */
export async function startNeonProxy(postgres: URL): Promise<NeonProxy> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  server.on('connection', (client, request) => {
    const asked = new URL(request.url ?? '/', 'ws://proxy').searchParams.get('address');
    if (asked === postgres.host) relay(client, postgres);
    else client.close(1008, 'unknown address');
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.');
  return {
    address: `127.0.0.1:${address.port}/v2`,
    stop: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

function relay(client: WebSocket, postgres: URL) {
  const upstream = connect(Number(postgres.port), postgres.hostname);
  client.on('message', (data) => upstream.write(Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer)));
  client.on('close', () => upstream.destroy());
  client.on('error', () => upstream.destroy());
  upstream.on('data', (data) => client.send(data));
  upstream.on('close', () => client.close());
  upstream.on('error', () => client.close());
}
