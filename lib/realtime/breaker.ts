import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';

type Options = {
  timeoutMs: number;
  /** After so many failures in a row nothing is tried for a while. */
  limit: number;
  restMs: number;
  /** Told when it opens, with the last failure, and when it closes. */
  onChange: (isOpen: boolean, error?: unknown) => void;
  now?: () => number;
};

/**
 * Keeps a service that fails or hangs from holding up whoever calls it: after a few failures calls are dropped, until
 * one that is let through now and then succeeds.
 */
export function createBreaker({ timeoutMs, limit, restMs, onChange, now = () => performance.now() }: Options) {
  let failures = 0;
  let tryAgainAt = 0;

  const isOpen = () => failures >= limit;

  function failed(error: unknown) {
    failures += 1;
    tryAgainAt = now() + restMs;
    if (failures === limit) onChange(true, error);
  }

  function succeeded() {
    const wasOpen = isOpen();
    failures = 0;
    if (wasOpen) onChange(false);
  }

  /** What the work gives, or null where it was dropped, failed or took too long. */
  async function run<T>(work: () => Promise<T>): Promise<T | null> {
    if (isOpen() && now() < tryAgainAt) return null;
    // Open, this one is the probe: the others wait for how it goes.
    tryAgainAt = now() + timeoutMs + restMs;
    const timer = new AbortController();
    const late = sleep(timeoutMs, undefined, { signal: timer.signal, ref: false }).then(() => {
      throw new Error(`No answer after ${timeoutMs} ms`);
    });
    try {
      const result = await Promise.race([work(), late]);
      succeeded();
      return result;
    } catch (error) {
      failed(error);
      return null;
    } finally {
      late.catch(() => undefined);
      timer.abort();
    }
  }

  return { run };
}
