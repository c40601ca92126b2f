import { describe, expect, test } from 'vitest';
import { browserName, freeHandle, handleBase, nameFromAddress, normalAddress } from './rules';

describe('addresses', () => {
  test.each([
    ['Anna.Snelling@Example.com ', 'anna.snelling@example.com'],
    ['anna@sub.example.co.uk', 'anna@sub.example.co.uk'],
    ['o’hara+x@example.com', 'o’hara+x@example.com'],
    ['ａnna@example.com', 'anna@example.com'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(normalAddress(typed)).toBe(stored);
  });

  test.each([
    '',
    'anna',
    'anna@example',
    '@example.com',
    'anna@@example.com',
    'anna@evil.com@example.com',
    'anna＠evil.com@example.com',
    'anna@example.com\nbcc: x@example.com',
    '"anna"@example.com',
    'anna@example.com,ben@example.com',
    '<anna@example.com>',
    `${'a'.repeat(250)}@example.com`,
  ])('%j is no address', (typed) => {
    expect(normalAddress(typed)).toBeNull();
  });
});

describe('the handle of a new person', () => {
  test.each([
    ['Anna Snelling', 'a@example.com', 'anna.snelling'],
    ['Inês Carvalho', 'i@example.com', 'ines.carvalho'],
    ['Øystein Weiß', 'o@example.com', 'oystein.weiss'],
    ["Sean O'Hara", 's@example.com', 'sean.ohara'],
    ['Mei-Mei Johns', 'm@example.com', 'mei-mei.johns'],
    ['李雷', 'lei.li@example.com', 'lei.li'],
    ['Анна', '1@example.com', '1'],
    ['…', '---@example.com', 'person'],
    ['A'.repeat(100), 'a@example.com', 'a'.repeat(32)],
  ])('%s with %s is @%s', (name, address, handle) => {
    expect(handleBase(name, address)).toBe(handle);
  });

  test('is one that can be mentioned: letters, digits and points, and no point at either end', () => {
    for (const name of ['. dot .', '@@x', 'Ünï Çødé', '_under_', 'x.']) {
      expect(handleBase(name, 'someone@example.com')).toMatch(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);
    }
  });

  test('takes the next number when it is taken', () => {
    expect(freeHandle('anna', new Set())).toBe('anna');
    expect(freeHandle('anna', new Set(['anna', 'anna3']))).toBe('anna2');
  });
});

test('a name is guessed from an address until the person says better', () => {
  expect(nameFromAddress('anna.snelling@example.com')).toBe('Anna Snelling');
  expect(nameFromAddress('42@example.com')).toBe('42@example.com');
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Safari/537.36 Edg/147.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/147.0 Safari/537.36',
    'Chrome on Linux',
  ],
  ['curl/8.0', 'Unknown browser'],
  ['', 'Unknown browser'],
])('%j is %s', (userAgent, shown) => {
  expect(browserName(userAgent)).toBe(shown);
});
