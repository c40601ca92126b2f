import 'server-only';
import { randomInt } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Limits } from './limits';
import type { Closing } from './protocol';

const HIGHEST = 2 ** 48 - 1;

/** One client: its socket, and what the hub has to know of it. */
export class Connection {
  /** Signatures are made for it, so it is not to be guessed. */
  readonly id = `${randomInt(HIGHEST)}.${randomInt(HIGHEST)}`;
  readonly openedAt = Date.now();
  readonly channels = new Set<string>();
  userId: string | null = null;
  #heardAt = this.openedAt;
  #askedAt: number | null = null;
  #windowStart = this.openedAt;
  #messages = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: Limits,
  ) {}

  /** Sends a frame, or cuts off a client behind which too much is waiting: it comes back and asks for the truth. */
  send(text: string) {
    if (this.socket.bufferedAmount > this.limits.bufferedBytes) this.socket.terminate();
    else this.socket.send(text);
  }

  close({ code, reason }: Closing) {
    this.socket.close(code, reason);
  }

  /** Notes a sign of life. */
  heard(now = Date.now()) {
    this.#heardAt = now;
    this.#askedAt = null;
  }

  /** Whether this message is one too many. */
  countMessage(now = Date.now()): boolean {
    if (now - this.#windowStart > this.limits.windowMs) {
      this.#windowStart = now;
      this.#messages = 0;
    }
    this.#messages += 1;
    return this.#messages > this.limits.messagesPerWindow;
  }

  /** Asks a silent client for a sign of life; false when it has been asked and gave none. */
  isAlive(now: number): boolean {
    if (now - this.#heardAt < this.limits.silenceMs) return true;
    if (this.#askedAt !== null) return now - this.#askedAt < this.limits.answerMs;
    this.#askedAt = now;
    this.socket.ping();
    return true;
  }
}
