import { expect, test } from 'vitest';
import { createBreaker } from './breaker';

function breaker() {
  const clock = { now: 0 };
  const changes: boolean[] = [];
  const { run } = createBreaker({
    timeoutMs: 30,
    limit: 3,
    restMs: 5000,
    now: () => clock.now,
    onChange: (isOpen) => changes.push(isOpen),
  });
  let calls = 0;
  const fail = () =>
    run(async () => {
      calls += 1;
      throw new Error('down');
    });
  const succeed = () =>
    run(async () => {
      calls += 1;
      return 'done';
    });
  return { clock, changes, run, fail, succeed, calls: () => calls };
}

test('what works gives its result', async () => {
  const { succeed, changes } = breaker();
  expect(await succeed()).toBe('done');
  expect(changes).toEqual([]);
});

test('after three failures nothing is tried for a while, and that is said once', async () => {
  const { fail, changes, calls } = breaker();
  for (let time = 0; time < 10; time++) expect(await fail()).toBeNull();
  expect(calls()).toBe(3);
  expect(changes).toEqual([true]);
});

test('then one is let through: it decides whether the others are', async () => {
  const { fail, succeed, changes, calls, clock } = breaker();
  for (let time = 0; time < 3; time++) await fail();
  clock.now = 5001;
  await Promise.all([fail(), fail()]);
  expect(calls()).toBe(4);
  clock.now = 20_000;
  expect(await succeed()).toBe('done');
  expect(await succeed()).toBe('done');
  expect(changes).toEqual([true, false]);
});

test('what hangs is given up', async () => {
  const { run } = breaker();
  expect(await run(() => new Promise(() => {}))).toBeNull();
});
