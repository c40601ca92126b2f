import 'server-only';
import { z } from 'zod';

/** The codes of the protocol, version 7, with which we end a connection; their range tells the client what to do next. */
export const closings = {
  goingAway: { code: 1001, reason: 'Restarting' },
  notText: { code: 1003, reason: 'Binary frames are not supported' },
  unknownApp: { code: 4001, reason: 'Application does not exist' },
  unknownPath: { code: 4005, reason: 'Path not found' },
  wrongVersion: { code: 4006, reason: 'Invalid version string format' },
  wrongProtocol: { code: 4007, reason: 'Unsupported protocol version' },
  noProtocol: { code: 4008, reason: 'No protocol version supplied' },
  notSignedIn: { code: 4009, reason: 'Connection not authorized in time' },
  terminated: { code: 4009, reason: 'You got disconnected by the app.' },
  overCapacity: { code: 4100, reason: 'Over capacity' },
  tooManyMessages: { code: 4100, reason: 'Too many messages' },
  tooOld: { code: 4200, reason: 'Generic reconnect immediately' },
  silent: { code: 4201, reason: 'Pong reply not received' },
} as const;

export type Closing = (typeof closings)[keyof typeof closings];

export const errorCodes = { unauthorized: 4009, clientEvent: 4301 } as const;

/** A frame to a client: data is JSON within JSON. */
export function frame(event: string, data: object, channel?: string): string {
  return eventFrame(event, JSON.stringify(data), channel);
}

/** The same for what a publisher has already made a string of. */
export function eventFrame(event: string, data: string, channel?: string): string {
  return JSON.stringify({ event, ...(channel !== undefined && { channel }), data });
}

export const errorFrame = (message: string, code?: number) =>
  frame('pusher:error', { message, ...(code !== undefined && { code }) });

const MOST_NAME = 200;

export const eventName = z.string().min(1).max(MOST_NAME);

const isChannel = /^[A-Za-z0-9_\-=@,.;]{1,200}$/;
const userPrefix = '#server-to-user-';

export const channelName = z
  .string()
  .max(MOST_NAME)
  .refine((name) => isChannel.test(name.startsWith(userPrefix) ? name.slice(userPrefix.length) : name));

/** The user whose own channel this is, or null. */
export const userOfChannel = (name: string) => (name.startsWith(userPrefix) ? name.slice(userPrefix.length) : null);

export type ChannelKind = 'public' | 'private' | 'user' | 'unsupported';

/** Presence, cached and encrypted channels are part of the protocol that Chatter does not use. */
export function kindOf(name: string): ChannelKind {
  if (userOfChannel(name) !== null) return 'user';
  if (/^(presence|cache|private-cache|private-encrypted)-/.test(name)) return 'unsupported';
  return name.startsWith('private-') ? 'private' : 'public';
}

const message = z.object({ event: eventName, channel: z.string().optional(), data: z.unknown().optional() });

export type Message = z.output<typeof message>;

/** What a client sent, or null for what is no message. Data may be JSON within JSON here too. */
export function parseMessage(text: string): Message | null {
  const parsed = message.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { data } = parsed.data;
  return { ...parsed.data, data: typeof data === 'string' ? parseJson(data) : data };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
