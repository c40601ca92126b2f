import 'server-only';
import type { SQL } from 'drizzle-orm';
import { database } from './open';

type Drizzle = ReturnType<typeof database>['drizzle'];

/** What a domain function may do: write. Rows to decide on come from `load` in lib/access. */
export type Tx = Pick<Drizzle, 'insert' | 'update' | 'delete'> & {
  execute(query: SQL): Promise<{ rows: unknown[] }>;
};

const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

/** SQLSTATE of what the database refused, from whichever driver and however deep Drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** The name of the constraint that a write ran into, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { constraint } = cause as Error & { constraint?: unknown };
    if (typeof constraint === 'string') return constraint;
  }
  return undefined;
}

const afterwards = new WeakMap<Tx, Set<() => void>>();

/** Calls back once when what this transaction writes is committed, and not when it is rolled back. */
export function onCommit(tx: Tx, callback: () => void): void {
  const callbacks = afterwards.get(tx) ?? new Set();
  afterwards.set(tx, callbacks.add(callback));
}

async function attempted<T>(work: (tx: Tx) => Promise<T>, db = database().drizzle): Promise<T> {
  let callbacks: ReadonlySet<() => void> | undefined;
  const result = await db.transaction(async (given) => {
    const tx = given as unknown as Tx;
    const done = await work(tx);
    callbacks = afterwards.get(tx);
    return done;
  });
  for (const callback of callbacks ?? []) callback();
  return result;
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times++) {
    try {
      return await attempt();
    } catch (error) {
      if (times === ATTEMPTS || !DEADLOCK_OR_SERIALIZATION.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** All of `work` or nothing. A deadlock or a serialization failure is tried again; `work` must write through `tx` only. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return retried(() => attempted(work));
}

/** The same on a connection of its own without time limits: for the rare change of everything of a kind. */
export async function longTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().unhurried((db) => retried(() => attempted(work, db)));
}
