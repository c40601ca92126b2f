import 'server-only';
import { z } from 'zod';
import type { Hub } from './hub';
import { channelName, eventName, parseJson } from './protocol';

/** An answer of the HTTP API: a JSON hash, or a line that says what was wrong. */
export type Answer = { status: number; body: object | string };

const MOST_CHANNELS = 100;
const MOST_EVENTS = 10;
const MOST_DATA_BYTES = 10_240;

/** Larger than any request that holds no event which is too large. */
export const MOST_BODY_BYTES = 2 * MOST_EVENTS * MOST_DATA_BYTES;

const common = {
  name: eventName,
  data: z.string(),
  socket_id: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  info: z.string().optional(),
};

const single = z
  .object({ ...common, channel: channelName.optional(), channels: z.array(channelName).max(MOST_CHANNELS).default([]) })
  .transform(({ channel, channels, ...event }) => ({ ...event, channels: channel ? [channel, ...channels] : channels }))
  .refine(({ channels }) => channels.length > 0);

const batch = z.object({
  batch: z.array(z.object({ ...common, channel: channelName })).max(MOST_EVENTS),
});

export type ApiRequest = { hub: Hub; query: URLSearchParams; body: string; name: string };
type Endpoint = { method: string; path: RegExp; answer: (request: ApiRequest) => Answer };

const ok = (body: object): Answer => ({ status: 200, body });
const wrong = (words: string): Answer => ({ status: 400, body: words });
const tooLarge: Answer = { status: 413, body: `The data of an event has at most ${MOST_DATA_BYTES} bytes` };

const isTooLarge = ({ data }: { data: string }) => Buffer.byteLength(data) > MOST_DATA_BYTES;

/** The attributes of a channel that were asked for; null where one is not known. */
function attributes(hub: Hub, channel: string, info: string | null | undefined): object | null {
  const names = (info ?? '').split(',').filter(Boolean);
  if (names.some((name) => name !== 'subscription_count')) return null;
  return names.length > 0 ? { subscription_count: hub.subscriberCount(channel) } : {};
}

const unknownInfo = wrong('info: subscription_count is the only attribute there is');

function publishOne({ hub, body }: ApiRequest): Answer {
  const event = single.safeParse(parseJson(body));
  if (!event.success) return wrong(`An event has a name, data and 1 to ${MOST_CHANNELS} channels`);
  if (isTooLarge(event.data)) return tooLarge;
  const { channels, name, data, socket_id, info } = event.data;
  const told = [...new Set(channels)].map((channel) => [channel, attributes(hub, channel, info)] as const);
  if (told.some(([, known]) => known === null)) return unknownInfo;
  for (const [channel] of told) hub.publish(channel, name, data, socket_id);
  return ok(info ? { channels: Object.fromEntries(told) } : {});
}

function publishBatch({ hub, body }: ApiRequest): Answer {
  const events = batch.safeParse(parseJson(body));
  if (!events.success) return wrong(`A batch has at most ${MOST_EVENTS} events, each with a name, data and a channel`);
  if (events.data.batch.some(isTooLarge)) return tooLarge;
  const told = events.data.batch.map(({ channel, info }) => attributes(hub, channel, info));
  if (told.includes(null)) return unknownInfo;
  for (const { channel, name, data, socket_id } of events.data.batch) hub.publish(channel, name, data, socket_id);
  return ok(events.data.batch.some(({ info }) => info) ? { batch: told } : {});
}

function listChannels({ hub, query }: ApiRequest): Answer {
  const names = hub.channelNames(query.get('filter_by_prefix') ?? '');
  const told = names.map((name) => [name, attributes(hub, name, query.get('info'))] as const);
  return attributes(hub, '', query.get('info')) === null ? unknownInfo : ok({ channels: Object.fromEntries(told) });
}

function showChannel({ hub, query, name }: ApiRequest): Answer {
  if (!channelName.safeParse(name).success) return wrong('Invalid channel name');
  const known = attributes(hub, name, query.get('info'));
  return known ? ok({ occupied: hub.subscriberCount(name) > 0, ...known }) : unknownInfo;
}

function terminate({ hub, name }: ApiRequest): Answer {
  hub.terminate(name);
  return ok({});
}

/** What a publisher may ask for, by the path below `/apps/ID`. */
export const endpoints: readonly Endpoint[] = [
  { method: 'POST', path: /^\/events$/, answer: publishOne },
  { method: 'POST', path: /^\/batch_events$/, answer: publishBatch },
  { method: 'GET', path: /^\/channels$/, answer: listChannels },
  { method: 'GET', path: /^\/channels\/([^/]+)$/, answer: showChannel },
  { method: 'GET', path: /^\/channels\/[^/]+\/users$/, answer: () => wrong('Only presence channels have users') },
  { method: 'POST', path: /^\/users\/([^/]+)\/terminate_connections$/, answer: terminate },
];
