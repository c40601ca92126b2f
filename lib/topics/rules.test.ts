import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_TOPIC_NAME, mixesScripts, normaliseTopicName, topicHref, topicKey } from './rules';

describe('the key of a topic', () => {
  test.each([
    ['letters in any case', 'NewTech', 'newtech'],
    ['full width', 'ＮｅｗＴｅｃｈ', 'newtech'],
    ['mathematical letters', '𝐍𝐞𝐰𝐓𝐞𝐜𝐡', 'newtech'],
    ['ligatures', 'oﬃce', 'office'],
    ['the sharp s in each form', 'STRAẞE', topicKey('Strasse')],
    ['the small sharp s', 'straße', topicKey('STRASSE')],
    ['a final sigma', 'ΟΔΟΣ', topicKey('οδοσ')],
    ['the dotted capital I', 'İstanbul', 'istanbul'],
    ['the dotless small i', 'ıstanbul', 'istanbul'],
    ['composed and decomposed', 'cafe\u0301', topicKey('CAFÉ')],
    ['runs of space', ' two\u00a0 words ', 'two words'],
    ['characters nobody sees', 'new\u200b\u200dtech\ufe0f', 'newtech'],
  ])('is the same for %s', (_, name, key) => {
    expect(topicKey(name)).toBe(key);
  });

  test.each([
    ['ć', 'c'],
    ['é', 'e'],
    ['ø', 'o'],
    ['new-tech', 'newtech'],
    ['new tech', 'newtech'],
    ['i', 'í'],
  ])('tells %s from %s', (one, other) => {
    expect(topicKey(one)).not.toBe(topicKey(other));
  });

  test('is its own key, for every letter and for any text', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x2ffff; code += 1) {
      const key = topicKey(`x${String.fromCodePoint(code)}x`);
      if (topicKey(key) !== key) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => topicKey(topicKey(name)) === topicKey(name)));
  });

  test('makes an address for any text', () => {
    expect(topicHref('a/b ?#é')).toBe('/topics/a%2Fb%20%3F%23%C3%A9');
    expect(topicHref('\ud800')).toBe('/topics/%EF%BF%BD');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => /^\/topics\/[\w%.!~*'()-]*$/.test(topicHref(key))));
  });
});

describe('the name of a topic', () => {
  test.each([
    ['as typed', 'NewTech', 'NewTech'],
    ['trimmed and collapsed', '  two   words ', 'two words'],
    ['composed', 'cafe\u0301', 'café'],
    ['without what nobody sees', 'new\u200btech\u200f', 'newtech'],
    ['a name of objects', '__proto__', '__proto__'],
    ['a letter among digits', '2024 plan', '2024 plan'],
    ['right to left', 'مبيعات', 'مبيعات'],
  ])('is kept: %s', (_, typed, name) => {
    expect(normaliseTopicName(typed)).toBe(name);
  });

  test.each([
    ['nothing', ''],
    ['spaces', ' \u00a0 '],
    ['invisible characters', '\u200b\u200d\u3164'],
    ['digits', '2024'],
    ['digits of another script', '٢٠٢٤'],
    ['no letter', '1.5 - 2'],
    ['emoji', '🎉🎉'],
    ['an end of bracket', 'a]b'],
    ['a start of bracket', 'a[b'],
    ['a line break', 'a\nb'],
    ['a control', 'a\u0000b'],
    ['a bidi override', 'a\u202eb'],
    ['a bidi isolate', 'a\u2066b'],
    ['half a character', 'a\ud800'],
    ['Cyrillic among Latin letters', 'pаypal'],
    ['too long', 'a'.repeat(MAX_TOPIC_NAME + 1)],
    ['too long when folded', '\ufdfa'.repeat(50)],
  ])('is refused: %s', (_, typed) => {
    expect(normaliseTopicName(typed)).toBeNull();
  });

  test('counts characters, not halves of them', () => {
    expect(normaliseTopicName('𠮷'.repeat(MAX_TOPIC_NAME))).not.toBeNull();
    expect(normaliseTopicName('ß'.repeat(MAX_TOPIC_NAME))).not.toBeNull();
  });

  test('once normal stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const name = normaliseTopicName(typed);
        expect(name === null || normaliseTopicName(name) === name).toBe(true);
      }),
    );
  });
});

test.each([
  ['pаypal', true],
  ['Αlpha', true],
  ['ｐаypal', true],
  ['a а', false],
  ['IT-отдел', false],
  ['продажи', false],
  ['πr', false],
  ['東京Tower', false],
])('%s mixes scripts: %s', (name, isMixed) => {
  expect(mixesScripts(name)).toBe(isMixed);
});
