import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRefresher } from './live-refresh';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function refresher({ takes = 20 } = {}) {
  const begun: number[] = [];
  const start = Date.now();
  let running = 0;
  const state = { isHidden: false, together: 0 };
  const one = createRefresher({
    isHidden: () => state.isHidden,
    random: () => 1,
    refresh() {
      begun.push(Date.now() - start);
      running += 1;
      state.together = Math.max(state.together, running);
      setTimeout(() => {
        running -= 1;
        one.finished();
      }, takes);
    },
  });
  return { ...one, begun, state };
}

describe('a page that is told of changes', () => {
  test('is fetched at once, and at most once a second after that', () => {
    const { ask, begun } = refresher();
    ask();
    expect(begun).toEqual([0]);
    for (let told = 0; told < 99; told++) {
      vi.advanceTimersByTime(25);
      ask();
    }
    vi.advanceTimersByTime(10_000);
    expect(begun).toEqual([0, 1250, 2500]);
  });

  test('is fetched again when it is told while it is on its way', () => {
    const { ask, begun, state } = refresher({ takes: 3000 });
    ask();
    vi.advanceTimersByTime(10);
    ask();
    vi.advanceTimersByTime(10_000);
    expect(begun).toEqual([0, 3000]);
    expect(state.together).toBe(1);
  });

  test('waits while nobody looks', () => {
    const { ask, begun, state, resume } = refresher();
    state.isHidden = true;
    for (let told = 0; told < 5; told++) ask();
    vi.advanceTimersByTime(60_000);
    expect(begun).toEqual([]);
    state.isHidden = false;
    resume();
    vi.advanceTimersByTime(60_000);
    expect(begun).toEqual([60_000]);
  });

  test('is not given up when one answer never comes', () => {
    const { ask, begun } = refresher({ takes: 1e9 });
    ask();
    vi.advanceTimersByTime(10);
    ask();
    vi.advanceTimersByTime(20_000);
    expect(begun).toEqual([0, 15_000]);
  });

  test('spreads its question where many are told', () => {
    const { ask, begun } = refresher();
    ask(4000);
    vi.advanceTimersByTime(60_000);
    expect(begun).toEqual([4000]);
  });
});
