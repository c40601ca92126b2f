import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minuteCache } from './minute-cache';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counter() {
  let count = 0;
  return async () => ++count;
}

test('an answer is kept for its key for a minute', async () => {
  const keep = minuteCache<number>();
  const find = counter();
  expect([await keep('ada', 's', find), await keep('ada', 's', find)]).toEqual([1, 1]);
  expect(await keep('ben', 's', find)).toBe(2);
  vi.advanceTimersByTime(60_001);
  expect(await keep('ada', 's', find)).toBe(3);
});

test('another stamp asks again at once', async () => {
  const keep = minuteCache<number>();
  const find = counter();
  expect([await keep('ada', 'member', find), await keep('ada', 'removed', find)]).toEqual([1, 2]);
});

test('a failure is not kept', async () => {
  const keep = minuteCache<number>();
  await expect(keep('ada', 's', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await keep('ada', 's', counter())).toBe(1);
});

test('it does not grow without end', async () => {
  const keep = minuteCache<number>();
  const find = counter();
  for (let person = 0; person <= 2000; person++) await keep(`person ${person}`, 's', find);
  expect(await keep('person 0', 's', find)).toBe(2002);
});
