import { expect, test } from 'vitest';
import { pathOf } from './path-rules';

const option = (value: string, more = {}) => ({ value, label: value, isActive: true, ...more });
const options = [
  option('Prospecting'),
  option('Engaging'),
  option('Old', { isActive: false }),
  option('Won', { isClosed: true, isWon: true }),
  option('Lost', { isClosed: true }),
];
const createdAt = '2026-10-01T09:00:00.000Z';
const now = '2026-11-14T10:00:00.000Z';
const move = (from: string, to: string, at: string) => ({ from, to, at: `${at}T09:00:00.000Z` });
const shown = (current: string | null, moves: ReturnType<typeof move>[] = []) =>
  pathOf({ options, moves, createdAt, current, now }).map(({ label, state, days }) => [label, state, days]);

test('what is behind has the days that it took, what is ahead has none, and the end stands for all of its kinds', () => {
  expect(shown('Engaging', [move('Prospecting', 'Engaging', '2026-10-04')])).toEqual([
    ['Prospecting', 'done', 3],
    ['Engaging', 'now', 41],
    ['Won or lost', 'next', null],
  ]);
});

test('one that never moved stands where it began', () => {
  expect(shown('Prospecting')).toEqual([
    ['Prospecting', 'now', 44],
    ['Engaging', 'next', null],
    ['Won or lost', 'next', null],
  ]);
});

test('an end that is reached is named, and a stage that was left out is not said to be done', () => {
  expect(shown('Won', [move('Prospecting', 'Won', '2026-10-11')])).toEqual([
    ['Prospecting', 'done', 10],
    ['Engaging', 'skipped', null],
    ['Won', 'won', 34],
  ]);
});

test('days of several stays add up', () => {
  const there = [
    move('Prospecting', 'Engaging', '2026-10-02'),
    move('Engaging', 'Lost', '2026-10-04'),
    move('Lost', 'Engaging', '2026-11-12'),
  ];
  expect(shown('Engaging', there)).toEqual([
    ['Prospecting', 'done', 1],
    ['Engaging', 'now', 4],
    ['Won or lost', 'next', null],
  ]);
});

test('a stage that is no longer offered shows while the record has been in it', () => {
  expect(shown('Old', [move('Prospecting', 'Old', '2026-10-02')])).toEqual([
    ['Prospecting', 'done', 1],
    ['Engaging', 'skipped', null],
    ['Old', 'now', 43],
    ['Won or lost', 'next', null],
  ]);
});

test('without a stage nothing is reached', () => {
  expect(shown(null).map(([, state]) => state)).toEqual(['next', 'next', 'next']);
});
