import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBody } from '@/lib/testing/bodies';
import { bodyProblem, cleanLine, cleanText, isBlank, lengthOf, MAX_BODY } from './rules';

describe('cleaning a text', () => {
  test.each([
    ['line ends of browsers and old machines', 'a\r\nb\rc\n', 'a\nb\nc'],
    ['controls but tab and line feed', 'a\0\x07\x1b[1m\x7f\x85b\tc\nd', 'a[1mb\tc\nd'],
    ['overrides and isolates', 'a\u202eb\u202cc\u2066d\u2069e', 'abcde'],
    ['marks that right-to-left writers need', 'مرحبا\u200f a\u200eb', 'مرحبا\u200f a\u200eb'],
    ['joiners of emoji and Persian', '👩\u200d💻 می\u200cخواهم', '👩\u200d💻 می\u200cخواهم'],
    ['decomposed letters', 'cafe\u0301', 'café'],
    ['half a character', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['space around', ' \n a \n\n', 'a'],
  ])('%s', (_, typed, clean) => {
    expect(cleanText(typed)).toBe(clean);
  });

  test.each([
    ['line breaks and tabs', 'a\n\tb  c', 'a b c'],
    ['what nobody sees', 'a\u200b\u200e\u00ad\ufeffb', 'ab'],
    ['stray joiners', 'a\u200d\u200cb \u200dc', 'ab c'],
    ['a joiner between spaces', 'a \u200d b', 'a b'],
    [
      'joiners of emoji and Persian stay',
      '👩\u200d💻 ❤\ufe0f\u200d🔥 می\u200cخواهم',
      '👩\u200d💻 ❤\ufe0f\u200d🔥 می\u200cخواهم',
    ],
  ])('of one line: %s', (_, typed, clean) => {
    expect(cleanLine(typed)).toBe(clean);
  });

  test('twice is the same as once', () => {
    const anything = fc.oneof(anyBody, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anything, (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
        expect(cleanLine(cleanLine(typed))).toBe(cleanLine(typed));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the problem with a body', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \n\u00a0'],
    ['characters nobody sees', '\u200b\u3164\u2800\ufe0f'],
  ])('is that it is empty: %s', (_, text) => {
    expect(bodyProblem(text)).toBe('Write something first.');
    expect(isBlank(text)).toBe(true);
  });

  test('is its length, in characters and not in halves of them', () => {
    expect(bodyProblem('a'.repeat(MAX_BODY))).toBeNull();
    expect(bodyProblem('🎉'.repeat(MAX_BODY))).toBeNull();
    expect(bodyProblem('a'.repeat(MAX_BODY + 412))).toBe(
      'This text has 10,412 characters. Shorten it to 10,000 or fewer.',
    );
  });

  test('counts what Array.from counts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => lengthOf(text) === Array.from(text).length));
    expect(lengthOf('\ud800\ud800\udc00\udc00')).toBe(3);
  });
});
