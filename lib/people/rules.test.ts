import { expect, test } from 'vitest';
import { isTimeZone, localeName, localeOptions, localTime, timeZoneOptions } from './rules';

test('the time is told as it is where someone works', () => {
  const now = '2026-01-15T12:00:00Z';
  expect(localTime(now, 'America/New_York', 'en-GB')).toBe('07:00 (America/New York)');
  expect(localTime(now, 'Asia/Kolkata', 'en-GB')).toBe('17:30 (Asia/Kolkata)');
});

test('a time zone is one that the list offers', () => {
  expect(['UTC', 'Europe/Zurich'].every(isTimeZone)).toBe(true);
  expect(['', 'utc', 'Europe/zurich', 'GMT+25'].some(isTimeZone)).toBe(false);
  const offered = timeZoneOptions().map(({ value }) => value);
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered.slice(1).every(isTimeZone)).toBe(true);
});

test('languages are named and sorted in the language of the reader', () => {
  expect(localeName('de-CH', 'en-US')).toBe('Swiss High German');
  expect(localeName('de-CH', 'de-CH')).toBe('Schweizer Hochdeutsch');
  const names = localeOptions('de-CH').map(({ label }) => label);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'de-CH')));
});
