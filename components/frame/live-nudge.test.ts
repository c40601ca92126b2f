import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNudge } from './live-nudge';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** When each of so many pages tries again while nobody answers. */
function tries(pages: number, minutes: number): number[] {
  const start = Date.now();
  const at: number[] = [];
  for (let page = 0; page < pages; page++) {
    const nudge = createNudge(() => {
      at.push(Date.now() - start);
      nudge.plan();
    });
    nudge.plan();
  }
  vi.advanceTimersByTime(minutes * 60_000);
  return at;
}

test('a page tries again within seconds, and then less and less often', () => {
  const at = tries(1, 30);
  expect(at[0]).toBeGreaterThanOrEqual(2000);
  expect(at[0]).toBeLessThanOrEqual(5000);
  expect(at.length).toBeLessThan(45);
  expect((at.at(-1) ?? 0) - (at.at(-2) ?? 0)).toBeGreaterThanOrEqual(60_000);
});

test('a thousand pages do not all try in the same moment', () => {
  const inFirst = new Map<number, number>();
  for (const at of tries(1000, 0.25)) inFirst.set(Math.floor(at / 100), (inFirst.get(Math.floor(at / 100)) ?? 0) + 1);
  expect(Math.max(...inFirst.values())).toBeLessThan(80);
});

test('once it is well again, the next trouble begins with short pauses', () => {
  const attempt = vi.fn();
  const nudge = createNudge(attempt);
  for (let round = 0; round < 8; round++) {
    nudge.plan();
    vi.advanceTimersByTime(150_000);
  }
  nudge.rest();
  attempt.mockClear();
  nudge.plan();
  vi.advanceTimersByTime(5000);
  expect(attempt).toHaveBeenCalledTimes(1);
});
