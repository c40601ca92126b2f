import { expect, test } from 'vitest';
import { hueOf, initials } from './avatar-rules';

test('takes the first letters of the first and the last word of a name', () => {
  expect(
    ['Anna Snelling', 'Maximiliana von Hohenzollern', 'all sales', 'Prince', '李 小龙', '⚡ !', ''].map(initials),
  ).toEqual(['AS', 'MH', 'AS', 'P', '李小', '', '']);
});

test('gives an id always the same one of twelve hues', () => {
  const hues = new Set(
    Array.from({ length: 400 }, (_, index) => hueOf(`01930000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`)),
  );
  expect(hues.size).toBe(12);
  expect(hueOf('anna')).toBe(hueOf('anna'));
});
