import 'server-only';
import { createHmac } from 'node:crypto';
import { authSecret, env } from '@/lib/env';
import { appOrigins } from './same-origin';

/** What `pusher`, `pusher-js` and the server of their protocol have in common. */
export type Credentials = { appId: string; key: string; secret: string };

/** Where a Pusher service outside is: one of its clusters, or a server that speaks its protocol. */
export type PusherService = Credentials & {
  kind: 'pusher';
  cluster: string | undefined;
  host: string | undefined;
  port: number | undefined;
  hasTls: boolean;
};

/** Who carries hints to open pages. Nobody does where processes sleep between requests and no Pusher is named. */
export type RealtimeService = { kind: 'off' } | (Credentials & { kind: 'embedded' }) | PusherService;

/** Open pages connect here, on the app's own port. */
export const socketPath = '/rt';

let chosen: RealtimeService | undefined;

/** As the environment says; read when first needed, because the kept secret may have to be made. */
export function realtimeService(): RealtimeService {
  chosen ??= choose();
  return chosen;
}

function choose(): RealtimeService {
  const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_CLUSTER: cluster } = env;
  if (appId && key && secret) {
    const { PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_USE_TLS: hasTls } = env;
    return { kind: 'pusher', appId, key, secret, cluster, host, port, hasTls };
  }
  if (env.VERCEL) return { kind: 'off' };
  return { kind: 'embedded', appId: '1', key: derived('key').slice(0, 20), secret: derived('secret') };
}

/** Names of our own for the embedded server, the same in every process that shares the auth secret. */
const derived = (name: string) => createHmac('sha256', authSecret()).update(`chatter realtime ${name}`).digest('hex');

/** The WebSocket origins that a page connects to, for its policy. */
export function socketOrigins(service = realtimeService()): readonly string[] {
  if (service.kind === 'off') return [];
  // Older browsers do not count WebSockets to 'self'; a policy has no way to name an IPv6 address.
  const named = appOrigins().filter((origin) => !origin.includes('['));
  if (service.kind === 'embedded') return named.map((origin) => origin.replace(/^http/, 'ws'));
  const { cluster, host = `ws-${cluster}.pusher.com`, port, hasTls } = service;
  return [`${hasTls ? 'wss' : 'ws'}://${host}${port ? `:${port}` : ''}`];
}
