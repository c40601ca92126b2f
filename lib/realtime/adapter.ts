import 'server-only';
import http from 'node:http';
import https from 'node:https';
import Pusher from 'pusher';
import { z } from 'zod';
import { env } from '@/lib/env';
import { type PusherService, realtimeService, socketPath } from '@/lib/server/realtime-service';
import { parseChannel } from './channels';
import { type ClientConfig, hintEvent } from './connect-rules';
import { embeddedPort } from './embedded/running';
import { type HintKind, hintKinds, MOST_SPREAD_MS } from './hint-rules';

const TIMEOUT_MS = 5000;
const MOST_CHANNELS = 100;

/**
 * What an open page is told: that something happened, and to which ids, so that it asks anew what it may see. Each of
 * them may be known to everyone who may listen to the channel.
 */
export type Hint = {
  /** The outbox event that it follows from. */
  event: string;
  /** What it may matter to; a change of the item when it is left out. */
  kind?: HintKind;
  /** The feed item that changed. */
  item?: string;
  subjects: readonly string[];
  /** Over how many milliseconds those who hear it spread their questions. */
  spread?: number;
};

const hint = z.strictObject({
  event: z.uuid(),
  kind: z.enum(hintKinds).optional(),
  item: z.uuid().optional(),
  subjects: z.array(z.uuid()).max(100),
  spread: z.int().min(0).max(MOST_SPREAD_MS).optional(),
});

let client: { of: string; pusher: Pusher } | undefined;

/** The publisher, or null while there is nobody to publish to. */
function publisher(): Pusher | null {
  const service = realtimeService();
  if (service.kind === 'off') return null;
  if (service.kind === 'pusher') return clientOf(service.key, () => new Pusher(outside(service)));
  const port = embeddedPort();
  if (port === null) return null;
  const { appId, key, secret } = service;
  const agent = () => new http.Agent({ keepAlive: true });
  return clientOf(
    `embedded ${port}`,
    () =>
      new Pusher({ appId, key, secret, host: '127.0.0.1', port: String(port), timeout: TIMEOUT_MS, agent: agent() }),
  );
}

function clientOf(of: string, make: () => Pusher): Pusher {
  if (client?.of !== of) client = { of, pusher: make() };
  return client.pusher;
}

function outside({ appId, key, secret, cluster, host, port, hasTls }: PusherService): Pusher.Options {
  const agent = hasTls ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const common = { appId, key, secret, useTLS: hasTls, timeout: TIMEOUT_MS, agent };
  return host ? { ...common, host, ...(port && { port: String(port) }) } : { ...common, cluster: cluster ?? '' };
}

/**
 * Tells those who listen to the channels. Takes ids and nothing else, and only channels that have an audience; throws
 * when the service did not take it.
 */
export async function publishHint(channels: readonly string[], content: Hint): Promise<void> {
  const unknown = channels.filter((name) => parseChannel(name) === null);
  if (unknown.length > 0) throw new TypeError(`Not a channel: ${unknown.join(', ')}`);
  const checked = hint.parse(content);
  const pusher = publisher();
  for (let from = 0; pusher && from < channels.length; from += MOST_CHANNELS)
    await pusher.trigger(channels.slice(from, from + MOST_CHANNELS), hintEvent, checked);
}

const occupied = z.object({ channels: z.record(z.string(), z.unknown()) });

/** The channels that somebody listens to now. */
export async function connectedChannels(prefix: string): Promise<string[]> {
  const pusher = publisher();
  if (!pusher) return [];
  const answer = await pusher.get({ path: '/channels', params: { filter_by_prefix: prefix } });
  return Object.keys(occupied.parse(await answer.json()).channels);
}

/** Ends whatever a person has open; their pages connect again as far as they still may. */
export async function disconnectPerson(personId: string): Promise<void> {
  await publisher()?.terminateUserConnections(personId);
}

/** Signs that a socket may listen to a channel: ask `authorise` first. Null when there is no real time. */
export function signChannel(socketId: string, channel: string): object | null {
  return publisher()?.authorizeChannel(socketId, channel) ?? null;
}

/** Signs that a socket belongs to a person, which lets `disconnectPerson` find it. */
export function signPerson(socketId: string, personId: string): object | null {
  return publisher()?.authenticateUser(socketId, { id: personId }) ?? null;
}

/** What a page needs to connect; null when it does better without. */
export function clientConfig(): ClientConfig | null {
  const service = realtimeService();
  if (service.kind === 'off' || publisher() === null) return null;
  const { key } = service;
  if (service.kind === 'embedded')
    return {
      key,
      cluster: 'local',
      host: null,
      port: null,
      path: socketPath,
      hasTls: env.APP_URL.startsWith('https:'),
    };
  const { cluster, host, port, hasTls } = service;
  return { key, cluster: cluster ?? 'local', host: host ?? null, port: port ?? null, path: '', hasTls };
}
