import 'server-only';
import { randomInt } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Limits } from './limits';
import type { Closing } from './protocol';

const HIGHEST = 2 ** 48 - 1;
const asText = { binary: false };

/** One client: its socket, and what the hub has to know of it. */
export class Connection {
  /** Signatures are made for it, so it is not to be guessed. */
  readonly id = `${randomInt(HIGHEST)}.${randomInt(HIGHEST)}`;
  readonly openedAt = Date.now();
  readonly channels = new Set<string>();
  userId: string | null = null;
  /** Not the same for all, or those who came back together after a restart would do so again. */
  readonly #age = 0.75 + Math.random() / 2;
  #heardAt = this.openedAt;
  #askedAt: number | null = null;
  #windowStart = this.openedAt;
  #messages = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: Limits,
  ) {}

  /** Sends a frame, or cuts off a client behind which too much is waiting: it comes back and asks for the truth. */
  send(text: string | Buffer) {
    if (this.#isTaking()) this.socket.send(text, asText);
  }

  /** Answers a ping of the WebSocket itself. */
  pong(data: Buffer) {
    if (this.#isTaking()) this.socket.pong(data);
  }

  #isTaking(): boolean {
    if (this.socket.bufferedAmount <= this.limits.bufferedBytes) return true;
    this.socket.terminate();
    return false;
  }

  close({ code, reason }: Closing) {
    this.socket.close(code, reason);
  }

  /** Notes a sign of life; false when there have been too many of late. */
  hear(now = Date.now()): boolean {
    this.#heardAt = now;
    this.#askedAt = null;
    if (now - this.#windowStart > this.limits.windowMs) {
      this.#windowStart = now;
      this.#messages = 0;
    }
    this.#messages += 1;
    return this.#messages <= this.limits.messagesPerWindow;
  }

  isOld(now: number): boolean {
    return now - this.openedAt > this.limits.ageMs * this.#age;
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
