import 'server-only';
import type { EventPayloads } from './catalogue';
import type { EventType } from './outbox';

/** An event as its subscribers get it. */
export type OutboxEvent<T extends EventType = EventType> = {
  readonly id: string;
  readonly type: T;
  /** With `isQuiet` nobody is to be told; whatever keeps an index or cleans up acts as ever. */
  readonly payload: EventPayloads[T] & { readonly isQuiet?: boolean };
  readonly subjectId: string | null;
  readonly actorId: string | null;
  readonly createdAt: Date;
  /** The clock of whoever drains the outbox: subscribers take the time from here. */
  readonly now: Date;
};

/**
 * Something that follows from events. Each handler is run at least once for each event, may be ended between any two
 * statements and run again, and decides on the rows as they are by then, not as the event says they were.
 */
export type Subscriber = {
  readonly name: string;
  readonly on: { readonly [T in EventType]?: (event: OutboxEvent<T>) => Promise<void> };
};

/** Thrown by a handler that cannot act yet: it is run again then, and that counts as no failure. */
export class Later extends Error {
  override readonly name = 'Later';

  constructor(readonly at: Date) {
    super(`Later, at ${at.toISOString()}`);
  }
}

/** Thrown by a handler for which trying again is of no use: a dead letter at once. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

export function handlerOf(subscriber: Subscriber, event: OutboxEvent): (() => Promise<void>) | undefined {
  const handler = subscriber.on[event.type] as ((event: OutboxEvent) => Promise<void>) | undefined;
  return handler && (() => handler(event));
}
