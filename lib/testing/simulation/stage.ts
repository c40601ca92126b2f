import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { Random } from './random';

/** Thrown by every statement of a process that was killed. */
export class Dead extends Error {
  override readonly name = 'Dead';
}

type Client = InstanceType<typeof pg.Client>;

/** One process of the simulation: a worker, or whoever serves a request. */
export type Process = {
  readonly name: string;
  isDead: boolean;
  /** How many steps it has left, and whether the last of them still happens; a step is a statement or a request sent. */
  left: number;
  diesAfter: boolean;
};

export type Stage = {
  /** Runs a process until it ends or is killed; its errors are its own. */
  run(process: Process, work: () => Promise<unknown>): Promise<unknown>;
  /** A step that is no statement: it has its turn too. */
  step<T>(work: () => Promise<T>): Promise<T>;
  /** Looks at something between two steps. */
  look<T>(work: () => Promise<T>): Promise<T>;
  steps: number;
};

const current = new AsyncLocalStorage<{ process: Process; stage: Stage }>();

export const newProcess = (name: string, left = Number.POSITIVE_INFINITY, diesAfter = false): Process => ({
  name,
  left,
  diesAfter,
  isDead: false,
});

function kill(process: Process): never {
  process.isDead = true;
  throw new Dead(process.name);
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const SETTLE_TURNS = 5;
const LOOK_MS = 2;

/**
 * A scheduler that lets one step happen at a time and chooses by its seed whose is next, so that any interleaving of
 * processes can be had again. `countBlocked` says how many connections wait for a lock of another: those hold up nobody.
 */
export function openStage(random: Random, countBlocked: () => Promise<number>): Stage {
  const waiting: { process: Process; go: () => void }[] = [];
  const order = new Map<Process, number>();
  let busy = 0;
  let looking = 0;
  let events = 0;
  let isScheduled = false;

  const isFree = async () => looking === 0 && (busy === 0 || (await current.exit(countBlocked)) >= busy);

  /** Whoever goes on after the last step has come to its next one, or to its end. */
  const settle = async () => {
    for (let seen = events, turns = 0; turns < SETTLE_TURNS; turns++) {
      await turn();
      if (seen !== events) [seen, turns] = [events, -1];
    }
  };

  const letOneGo = async () => {
    await settle();
    const before = events;
    const mayGo = await isFree();
    if (before !== events) return;
    // By who began first: two that were let go at once may come here in either order.
    waiting.sort((a, b) => (order.get(a.process) ?? 0) - (order.get(b.process) ?? 0));
    if (mayGo) waiting.splice(random.below(waiting.length), 1)[0]?.go();
    else await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  };

  const schedule = async () => {
    events += 1;
    if (isScheduled) return;
    isScheduled = true;
    while (waiting.length > 0) await letOneGo();
    isScheduled = false;
  };

  const pass = async <T>(process: Process, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((go) => {
      waiting.push({ process, go });
      void schedule();
    });
    events += 1;
    if (process.isDead) throw new Dead(process.name);
    stage.steps += 1;
    process.left -= 1;
    if (process.left <= 0 && !process.diesAfter) kill(process);
    busy += 1;
    try {
      const result = await work();
      if (process.left <= 0 || process.isDead) kill(process);
      return result;
    } finally {
      busy -= 1;
      events += 1;
    }
  };

  const stage: Stage = {
    steps: 0,
    run: (process, work) => {
      order.set(process, order.size);
      return current.run({ process, stage }, () => work().catch((error: unknown) => error));
    },
    step: (work) => {
      const here = current.getStore();
      return here ? pass(here.process, work) : work();
    },
    async look(work) {
      looking += 1;
      try {
        return await current.exit(work);
      } finally {
        looking -= 1;
        events += 1;
      }
    },
  };
  return stage;
}

type Query = (this: Client, ...given: unknown[]) => unknown;

/** What the server does by itself when a process is gone, and what a transaction needs so that there is something to end. */
const endsByItself = /^\s*(begin|rollback)/i;

const textOf = (query: unknown) => (typeof query === 'string' ? query : String(Object(query).text));

/** Gives every statement of node-postgres that a process of a simulation makes its turn on the stage. Returns the way back. */
export function gateStatements(): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function query(this: Client, ...given) {
    const here = current.getStore();
    const [query] = given;
    if (!here || (typeof query === 'object' && query !== null && 'submit' in query)) return original.apply(this, given);
    const callback =
      typeof given.at(-1) === 'function' ? (given.pop() as (error: unknown, result?: unknown) => void) : null;
    const make = () => original.apply(this, given) as Promise<unknown>;
    const result = here.stage.step(make).catch((error: unknown) => {
      if (error instanceof Dead && endsByItself.test(textOf(query))) return make();
      throw error;
    });
    if (!callback) return result;
    result.then(
      (made) => callback(null, made),
      (error: unknown) => callback(error),
    );
  };
  return () => {
    prototype.query = original;
  };
}
