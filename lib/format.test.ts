import { describe, expect, it } from 'vitest';
import { formatDate, formatList, formatNumber, fullDate, listParts, plural, timeAgo, untilTime } from './format';

const now = '2026-11-22T12:00:00.000Z';
const ago = (iso: string, locale = 'en-GB', zone = 'UTC') => timeAgo(iso, now, locale, zone).replaceAll('\u00a0', ' ');

describe('timeAgo', () => {
  it('says how long ago for less than a day', () => {
    expect(ago('2026-11-22T11:59:30Z')).toBe('Now');
    expect(ago('2026-11-22T11:55:00Z')).toMatch(/^5 min/);
    expect(ago('2026-11-22T09:00:00Z')).toBe('3 h');
  });
  it('says yesterday by the calendar of the reader', () => {
    expect(ago('2026-11-21T10:00:00Z')).toBe('Yesterday');
    expect(ago('2026-11-20T23:30:00Z')).toBe('20 Nov');
    expect(ago('2026-11-20T23:30:00Z', 'en-GB', 'Europe/Berlin')).toBe('Yesterday');
  });
  it('gives the date after that, with the year when it is another one', () => {
    expect(ago('2026-03-01T10:00:00Z')).toBe('1 Mar');
    expect(ago('2025-03-01T10:00:00Z')).toBe('1 Mar 2025');
  });
  it('speaks the language of the reader', () => {
    expect(ago('2026-11-22T09:00:00Z', 'de')).toBe('3 h');
    expect(ago('2026-11-21T10:00:00Z', 'de')).toBe('Gestern');
  });
  it('calls a clock that runs ahead now', () => {
    expect(ago('2026-11-22T12:00:20Z')).toBe('Now');
  });
});

it('writes the whole date in the zone of the reader', () => {
  expect(fullDate('2026-11-22T23:30:00Z', 'en-GB', 'Asia/Tokyo')).toContain('23 November 2026');
  expect(formatDate('2026-11-22T23:30:00Z', 'en-GB', 'UTC')).toBe('22 Nov 2026');
});

it('counts in words with the plural of the language', () => {
  const forms = { zero: 'No comments', one: '# comment', other: '# comments' };
  expect([0, 1, 2, 1200].map((count) => plural(count, forms, 'en'))).toEqual([
    'No comments',
    '1 comment',
    '2 comments',
    '1,200 comments',
  ]);
});

it('groups digits and joins names as the language does', () => {
  expect(formatNumber(12345, 'de')).toBe('12.345');
  expect(formatList(['Anna', 'Ben', 'Cecily'], 'en-GB')).toBe('Anna, Ben and Cecily');
});

it('tells the items of a list from what stands between them', () => {
  expect(listParts(['Anna', 'Ben', '3 others'], 'en')).toEqual([
    { isItem: true, text: 'Anna' },
    { isItem: false, text: ', ' },
    { isItem: true, text: 'Ben' },
    { isItem: false, text: ', and ' },
    { isItem: true, text: '3 others' },
  ]);
});

it('says until when by the time alone on the same day, and by the day too on any other', () => {
  expect(untilTime('2026-11-22T20:00:00Z', now, 'en-GB', 'UTC')).toBe('20:00');
  expect(untilTime('2026-11-22T23:30:00Z', now, 'en-GB', 'Europe/Berlin')).toMatch(/^Monday,? 23 Nov(,| at) 0?0:30$/);
});
