import 'server-only';
import type { Connection } from './connection';
import type { Limits } from './limits';
import { type Closing, closings, eventFrame } from './protocol';

type Groups = Map<string, Set<Connection>>;

function put(groups: Groups, name: string, connection: Connection) {
  const group = groups.get(name);
  if (group) group.add(connection);
  else groups.set(name, new Set([connection]));
}

function take(groups: Groups, name: string, connection: Connection) {
  const group = groups.get(name);
  if (group?.delete(connection) && group.size === 0) groups.delete(name);
}

/** Who is connected, as whom, and to which channels. */
export class Hub {
  readonly #connections = new Set<Connection>();
  /** Those who have not signed in, the oldest first. */
  readonly #strangers = new Set<Connection>();
  readonly #channels: Groups = new Map();
  readonly #users: Groups = new Map();

  constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.#connections.size;
  }

  /** Takes a newcomer; when all places are taken the stranger who has been waiting longest gives up theirs. */
  add(connection: Connection): boolean {
    if (this.#connections.size >= this.limits.connections) {
      const [stranger] = this.#strangers;
      if (!stranger) return false;
      this.drop(stranger, closings.overCapacity);
    }
    this.#connections.add(connection);
    this.#strangers.add(connection);
    return true;
  }

  /** Forgets a connection: from now on nothing reaches it. */
  remove(connection: Connection) {
    if (!this.#connections.delete(connection)) return;
    this.#strangers.delete(connection);
    for (const channel of connection.channels) take(this.#channels, channel, connection);
    connection.channels.clear();
    if (connection.userId !== null) take(this.#users, connection.userId, connection);
  }

  drop(connection: Connection, closing: Closing) {
    this.remove(connection);
    connection.close(closing);
  }

  signIn(connection: Connection, userId: string) {
    if (!this.#connections.has(connection)) return;
    connection.userId = userId;
    this.#strangers.delete(connection);
    put(this.#users, userId, connection);
  }

  subscribe(connection: Connection, channel: string) {
    if (!this.#connections.has(connection)) return;
    connection.channels.add(channel);
    put(this.#channels, channel, connection);
  }

  unsubscribe(connection: Connection, channel: string) {
    connection.channels.delete(channel);
    take(this.#channels, channel, connection);
  }

  /** Sends an event to all subscribers but the one who caused it. */
  publish(channel: string, event: string, data: string, exceptId?: string) {
    const subscribers = this.#channels.get(channel);
    if (!subscribers) return;
    const text = Buffer.from(eventFrame(event, data, channel));
    for (const connection of subscribers) if (connection.id !== exceptId) connection.send(text);
  }

  /** Ends whatever a user has open. */
  terminate(userId: string) {
    for (const connection of this.#users.get(userId) ?? []) this.drop(connection, closings.terminated);
  }

  channelNames(prefix = ''): string[] {
    return [...this.#channels.keys()].filter((name) => name.startsWith(prefix));
  }

  subscriberCount(channel: string): number {
    return this.#channels.get(channel)?.size ?? 0;
  }

  /** Drops who has fallen silent, who has been here for long, and who has not signed in in time. */
  sweep(now = Date.now()) {
    for (const connection of this.#connections) {
      if (connection.isOld(now)) this.drop(connection, closings.tooOld);
      else if (!connection.isAlive(now)) this.drop(connection, closings.silent);
    }
    for (const connection of this.#strangers)
      if (now - connection.openedAt > this.limits.signInMs) this.drop(connection, closings.notSignedIn);
  }

  closeAll(closing: Closing) {
    for (const connection of this.#connections) this.drop(connection, closing);
  }
}
