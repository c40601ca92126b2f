import { describe, expect, test } from 'vitest';
import { cleanProps, cut, isolate, nameLine } from './clean';

const FAMILY = '👩‍👩‍👧‍👦';

describe('cutting', () => {
  test('keeps what fits and marks what does not', () => {
    expect(cut('Anna', 4)).toBe('Anna');
    expect(cut('Anna Snelling', 6)).toBe('Anna…');
    expect(cut('', 5)).toBe('');
  });

  test('counts an emoji of several parts as one and never splits it', () => {
    expect(cut(FAMILY.repeat(3), 3)).toBe(FAMILY.repeat(3));
    expect(cut(FAMILY.repeat(300), 3)).toBe(`${FAMILY.repeat(2)}…`);
    expect(cut('é'.normalize('NFD').repeat(5), 3)).toBe(`${'é'.normalize('NFD').repeat(2)}…`);
  });

  test('ends a character that marks are piled upon without end', () => {
    expect(cut(`a${'\u0301'.repeat(10_000)}`, 5).length).toBeLessThanOrEqual(100);
    expect(cut(`a${`b${'\u0301'.repeat(5_000)}`.repeat(3)}`, 5).length).toBeLessThanOrEqual(101);
  });
});

describe('a name', () => {
  test('is one line without anything invisible', () => {
    expect(nameLine(' Anna\r\nBcc:\u200b x\u202e\u0000 ')).toBe('Anna Bcc: x');
    expect(nameLine('\u200b')).toBe('Someone');
    expect(nameLine('w'.repeat(10_000))).toHaveLength(80);
  });

  test('keeps to itself when it runs from right to left', () => {
    expect(isolate('مبيعات')).toBe('\u2068مبيعات\u2069');
    expect(isolate('Anna')).toBe('Anna');
  });
});

test('props are cleaned as deep as they go, and stay what they are', () => {
  const dirty = { a: ['x\u0000y', { b: 'a\r\nb\u202e' }], c: null, d: 3, e: true, f: '\ud800' };
  expect(cleanProps(dirty)).toEqual({ a: ['xy', { b: 'a\nb' }], c: null, d: 3, e: true, f: '\ufffd' });
});
