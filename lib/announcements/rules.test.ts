import { describe, expect, test } from 'vitest';
import { dayIn, daysAfter, isDay, lastDayProblem } from './rules';

describe('the day it is', () => {
  const beforeMidnightInZurich = new Date('2026-11-30T22:59:59.999Z');
  const midnightInZurich = new Date('2026-11-30T23:00:00Z');

  test('ends at midnight in the zone and not before', () => {
    expect(dayIn('Europe/Zurich', beforeMidnightInZurich)).toBe('2026-11-30');
    expect(dayIn('Europe/Zurich', midnightInZurich)).toBe('2026-12-01');
  });

  test('is another one elsewhere at the same moment', () => {
    expect(dayIn('Pacific/Auckland', beforeMidnightInZurich)).toBe('2026-12-01');
    expect(dayIn('America/Los_Angeles', midnightInZurich)).toBe('2026-11-30');
  });

  test('lasts as long as it does when the clock is changed', () => {
    expect(dayIn('Europe/Zurich', new Date('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
    expect(dayIn('Europe/Zurich', new Date('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });
});

test('days are counted through months, years and leap days', () => {
  expect(daysAfter('2026-12-30', 3)).toBe('2027-01-02');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
});

test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', 'tomorrow', '', '2026-01-01T00:00:00Z', '9999-01-01'])(
  '%s is no day',
  (text) => expect(isDay(text)).toBe(false),
);

test('the last day is today at the earliest and a year ahead at the latest', () => {
  const today = '2026-11-23';
  expect(lastDayProblem('2026-11-22', today)).toMatch(/today or a later day/);
  expect(lastDayProblem(today, today)).toBeNull();
  expect(lastDayProblem('2027-11-23', today)).toBeNull();
  expect(lastDayProblem('2027-11-24', today)).toMatch(/within a year/);
});
