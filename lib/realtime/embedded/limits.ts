import 'server-only';

const SECOND = 1000;

/** How much of everything the embedded server takes and how long it waits. */
export const defaultLimits = {
  connections: 10_000,
  channelsPerConnection: 100,
  /** What a client sends is never more than a subscription with its signature. */
  messageBytes: 16 * 1024,
  messagesPerWindow: 200,
  windowMs: 10 * SECOND,
  /** What may wait for a client that reads slower than we write. */
  bufferedBytes: 1024 * 1024,
  /** Clients ping after this much silence: below the minute after which proxies cut a quiet connection. */
  activityMs: 30 * SECOND,
  /** We ping a client after this much silence, and give up when it does not answer in time. */
  silenceMs: 45 * SECOND,
  answerMs: 20 * SECOND,
  /** Nobody stays without signing in, so that ending a person's connections ends all of them. */
  signInMs: 30 * SECOND,
  /** About this long a connection lives: coming back, it has to be signed for anew. */
  ageMs: 4 * 3600 * SECOND,
  sweepMs: 5 * SECOND,
};

export type Limits = typeof defaultLimits;
