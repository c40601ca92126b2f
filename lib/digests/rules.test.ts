import { describe, expect, test } from 'vitest';
import { lastMorning, type Period } from './rules';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A fortnight around each of two changes of the clock: forward and back. Kolkata has none. */
const zones: [string, string, string][] = [
  ['Europe/Zurich', '2026-03-29', '2026-10-25'],
  ['America/New_York', '2026-03-08', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
  ['America/Santiago', '2026-09-06', '2026-04-05'],
  ['Asia/Kolkata', '2026-03-29', '2026-10-25'],
];

const hourThere = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);

/** Every morning that a worker meets that looks every five minutes for a fortnight. */
function mornings(from: string, timeZone: string, period: Period) {
  const start = Date.parse(from) - 7 * DAY;
  const met = Array.from({ length: (14 * DAY) / (5 * MINUTE) }, (_, index) =>
    lastMorning(new Date(start + index * 5 * MINUTE), timeZone, period),
  );
  return [...new Map(met.map((morning) => [morning.day, morning])).values()];
}

describe.each(zones)('%s', (timeZone, forward, back) => {
  test.each([forward, back])('has one morning a day around %s, each where the last one ended', (change) => {
    const met = mornings(change, timeZone, 'daily');
    expect(met).toHaveLength(15);
    for (const [index, { day, until, before }] of met.entries()) {
      expect(hourThere(until, timeZone)).toBe('07:00');
      if (index === 0) continue;
      expect(before).toEqual(met[index - 1]?.until);
      expect(Date.parse(day) - Date.parse(met[index - 1]?.day ?? '')).toBe(DAY);
    }
  });

  test.each([forward, back])('has its Monday mornings around %s', (change) => {
    const met = mornings(change, timeZone, 'weekly');
    expect(met).toHaveLength(3);
    for (const { day, until, before } of met) {
      expect(new Date(day).getUTCDay()).toBe(1);
      expect(hourThere(until, timeZone)).toBe('07:00');
      expect(hourThere(before, timeZone)).toBe('07:00');
    }
  });
});

test('a day there is not the day here', () => {
  const now = new Date('2026-11-22T19:00:00Z');
  expect(lastMorning(now, 'Pacific/Auckland', 'daily').day).toBe('2026-11-23');
  expect(lastMorning(now, 'Pacific/Auckland', 'weekly').day).toBe('2026-11-23');
  expect(lastMorning(now, 'Pacific/Honolulu', 'daily').day).toBe('2026-11-22');
  expect(lastMorning(now, 'Pacific/Honolulu', 'weekly').day).toBe('2026-11-16');
});

test('what is still being written at seven is waited for', () => {
  expect(lastMorning(new Date('2026-11-22T07:00:30Z'), 'UTC', 'daily').day).toBe('2026-11-21');
  expect(lastMorning(new Date('2026-11-22T07:01:00Z'), 'UTC', 'daily').day).toBe('2026-11-22');
});
