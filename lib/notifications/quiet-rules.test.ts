import { describe, expect, test } from 'vitest';
import { afterQuietHours, isQuiet, minutesOf, timeOf } from './quiet-rules';

const night = { from: 22 * 60, until: 7 * 60 };
const noon = { from: 12 * 60, until: 13 * 60 + 30 };

const due = (at: string, quiet: typeof night | null, zone: string) =>
  afterQuietHours(new Date(at), quiet, zone).toISOString();

describe('mail that is due', () => {
  test.each([
    ['without quiet hours', '2026-05-05T23:00:00.000Z', null, 'UTC', '2026-05-05T23:00:00.000Z'],
    ['before they begin', '2026-05-05T21:59:59.000Z', night, 'UTC', '2026-05-05T21:59:59.000Z'],
    ['when they begin', '2026-05-05T22:00:00.000Z', night, 'UTC', '2026-05-06T07:00:00.000Z'],
    ['after midnight', '2026-05-06T03:20:00.000Z', night, 'UTC', '2026-05-06T07:00:00.000Z'],
    ['when they end', '2026-05-06T07:00:00.000Z', night, 'UTC', '2026-05-06T07:00:00.000Z'],
    ['at noon', '2026-05-06T12:10:00.000Z', noon, 'UTC', '2026-05-06T13:30:00.000Z'],
    ['in Tokyo', '2026-05-05T14:00:00.000Z', night, 'Asia/Tokyo', '2026-05-05T22:00:00.000Z'],
    ['in Los Angeles', '2026-05-06T06:00:00.000Z', night, 'America/Los_Angeles', '2026-05-06T14:00:00.000Z'],
    ['in Kathmandu', '2026-05-05T17:00:00.000Z', night, 'Asia/Kathmandu', '2026-05-06T01:15:00.000Z'],
    ['on the last of December', '2026-12-31T23:30:00.000Z', night, 'UTC', '2027-01-01T07:00:00.000Z'],
  ])('%s', (_, at, quiet, zone, expected) => {
    expect(due(at, quiet, zone)).toBe(expected);
  });

  test('in the night when clocks go forward waits for the same time on the clock', () => {
    expect(due('2026-03-28T22:00:00.000Z', night, 'Europe/Berlin')).toBe('2026-03-29T05:00:00.000Z');
    expect(due('2026-03-08T07:30:00.000Z', night, 'America/New_York')).toBe('2026-03-08T11:00:00.000Z');
  });

  test('in the night when clocks go back waits an hour longer', () => {
    expect(due('2026-10-24T21:00:00.000Z', night, 'Europe/Berlin')).toBe('2026-10-25T06:00:00.000Z');
  });

  test('until a time that does not come that night goes when the clocks have jumped over it', () => {
    const short = { from: 60, until: 150 };
    expect(due('2026-03-29T00:30:00.000Z', short, 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  test('until a time that comes twice that night goes the first time, and is not kept for the second', () => {
    const short = { from: 60, until: 150 };
    expect(due('2026-10-24T23:30:00.000Z', short, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(due('2026-10-25T01:40:00.000Z', short, 'Europe/Berlin')).toBe('2026-10-25T01:40:00.000Z');
  });

  test.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Apia',
    'America/St_Johns',
  ])('in %s never goes within quiet hours, and never a day late', (zone) => {
    for (let hour = 0; hour < 24 * 366; hour += 29) {
      const at = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000);
      const out = afterQuietHours(at, night, zone);
      const text = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(out);
      expect(isQuiet(minutesOf(text) ?? -1, night)).toBe(false);
      expect(out.getTime() - at.getTime()).toBeLessThanOrEqual(10.5 * 3_600_000);
    }
  });
});

test('a time field is read and written as minutes', () => {
  expect(['22:30', '7:05', '00:00', '24:00', '12:60', 'noon', ''].map(minutesOf)).toEqual([
    1350,
    425,
    0,
    null,
    null,
    null,
    null,
  ]);
  expect([1350, 425, 0].map(timeOf)).toEqual(['22:30', '07:05', '00:00']);
});
