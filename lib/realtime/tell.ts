import 'server-only';
import { log } from '@/lib/log';
import { connectedChannels, type Hint, publishHint } from './adapter';
import { createBreaker } from './breaker';
import {
  allAudienceChannels,
  audienceChannel,
  audienceChannels,
  type Channel,
  orgChannel,
  parseChannel,
  personChannel,
  personChannels,
} from './channels';
import { spreadOf } from './hint-rules';

/** Who is told. There is no "whoever it concerns": each hint names its audience. */
export type Listeners =
  | { everyone: 'internal' }
  | { audience: string; version: number }
  /** Whoever still listens to a channel of this audience that has been left behind. */
  | { audience: string; before: number }
  /** Whoever listens to any channel of these audiences, all of which have been left behind. */
  | { left: readonly string[] }
  | { people: readonly string[] };

/** Beyond so many on their way the outbox waits for one of them. */
const MOST_PENDING = 32;

/** Who has just connected is told from then on; a page looks for itself what it missed until then. */
const CONNECTED_FOR_MS = 200;

const service = createBreaker({
  timeoutMs: 2000,
  limit: 3,
  restMs: 5000,
  onChange: (isOpen, error) => (isOpen ? log.error('realtime.silent', error) : log.info('realtime.heard_again')),
});

const pending = new Set<Promise<unknown>>();

let connected: { at: number; people: Promise<string[]> } | undefined;

async function findConnected(): Promise<string[]> {
  const names = (await service.run(() => connectedChannels(personChannels))) ?? [];
  return names.flatMap((name) => {
    const channel = parseChannel(name);
    return channel?.kind === 'person' ? [channel.personId] : [];
  });
}

/** The people who have a page open now. */
export function connectedPeople(): Promise<string[]> {
  const now = performance.now();
  if (!connected || now - connected.at > CONNECTED_FOR_MS) connected = { at: now, people: findConnected() };
  return connected.people;
}

async function channelsOf(listeners: Listeners): Promise<string[]> {
  if ('everyone' in listeners) return [orgChannel];
  if ('people' in listeners) return listeners.people.map(personChannel);
  if ('version' in listeners) return [audienceChannel(listeners.audience, listeners.version)];
  if ('left' in listeners)
    return findListened(allAudienceChannels, ({ audience }) => listeners.left.includes(audience));
  return findListened(audienceChannels(listeners.audience), ({ version }) => version < listeners.before);
}

type AudienceChannel = Extract<Channel, { kind: 'audience' }>;

/** The channels of audiences to which somebody listens now, of those that fit. */
async function findListened(prefix: string, fits: (channel: AudienceChannel) => boolean): Promise<string[]> {
  const names = (await service.run(() => connectedChannels(prefix))) ?? [];
  return names.filter((name) => {
    const channel = parseChannel(name);
    return channel?.kind === 'audience' && fits(channel);
  });
}

async function publish(listeners: Listeners, hint: Hint): Promise<void> {
  const channels = await channelsOf(listeners);
  if (channels.length === 0) return;
  await service.run(() => publishHint(channels, hint));
}

/**
 * Sends a hint on its way: the one place that does. It may be lost, and waits for nobody: pages look for themselves
 * when they have been out of reach.
 */
export async function tell(listeners: Listeners, hint: Hint, heardBy = 1): Promise<void> {
  const spread = spreadOf('people' in listeners ? listeners.people.length : heardBy);
  const sent = publish(listeners, spread > 0 ? { ...hint, spread } : hint);
  pending.add(sent);
  void sent.finally(() => pending.delete(sent));
  if (pending.size > MOST_PENDING) await Promise.race(pending);
}

/** Resolves when everything told so far is out or given up. */
export async function allTold(): Promise<void> {
  await Promise.allSettled(pending);
}
