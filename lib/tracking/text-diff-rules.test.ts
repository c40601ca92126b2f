import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Piece, shortDiff, splitDiff, textDiff } from './text-diff-rules';

const side = (pieces: readonly Piece[], other: Piece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

const isWhole = (text: string) => !/[\ud800-\udfff]/u.test(text);

const word = fc.oneof(
  fc.constantFrom('renewal', 'three', 'years', '\n', 'עברית', '😀', '👩‍👩‍👧', 'ﬁ', 'e\u0301', '\u00a0'),
  fc.string(),
);
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
/** Another text, or the same with something put in, taken out or moved. */
const edited = text.chain((old) =>
  fc.tuple(
    fc.constant(old),
    fc.oneof(
      text,
      fc
        .tuple(fc.nat(), fc.nat(), text)
        .map(([from, length, inserted]) => old.slice(0, from) + inserted + old.slice(from + (length % 50))),
    ),
  ),
);

test('what a diff keeps and takes out is the old text, what it keeps and puts in the new one', () => {
  fc.assert(
    fc.property(edited, ([old, now]) => {
      const pieces = textDiff(old, now);
      expect(side(pieces, 'added')).toBe(old);
      expect(side(pieces, 'removed')).toBe(now);
    }),
    { numRuns: 500 },
  );
});

test('texts of 32,000 characters that have nothing in common take no time, and are still put together again', () => {
  const one = (seed: number) =>
    Array.from({ length: 6000 }, (_, i) => ((i * seed * 7919) % 60_013).toString(36)).join(' ');
  const [old, now] = [`Same start ${one(3)} same end`, `Same start ${one(11)} same end`];
  const began = performance.now();
  const pieces = textDiff(old, now);
  expect(performance.now() - began).toBeLessThan(1000);
  expect(side(pieces, 'added')).toBe(old);
  expect(side(pieces, 'removed')).toBe(now);
  expect(pieces[0]).toMatchObject({ kind: 'same', text: expect.stringMatching(/^Same start/) });
});

test('never cuts a character in two', () => {
  const old = `😀 ${Array.from({ length: 3000 }, (_, i) => `a${i}`).join(' ')}`;
  const now = `😁 ${Array.from({ length: 3000 }, (_, i) => `b${i}`).join(' ')}`;
  for (const piece of textDiff(old, now)) expect(isWhole(piece.text)).toBe(true);
  fc.assert(
    fc.property(edited, fc.nat({ max: 60 }), ([before, after], length) => {
      fc.pre(isWhole(before) && isWhole(after));
      const [head, tail] = splitDiff(textDiff(before, after), length);
      for (const piece of [...head, ...tail]) if (piece.kind !== 'gap') expect(isWhole(piece.text)).toBe(true);
    }),
  );
});

test('what is cut in two is all there, the first part no longer than asked', () => {
  fc.assert(
    fc.property(edited, fc.nat({ max: 200 }), ([old, now], length) => {
      const pieces = textDiff(old, now);
      const [head, tail] = splitDiff(pieces, length);
      const join = (some: typeof head) => some.map((piece) => (piece.kind === 'gap' ? '' : piece.text)).join('');
      expect(join([...head, ...tail])).toBe(pieces.map((piece) => piece.text).join(''));
      expect(join(head).length).toBeLessThanOrEqual(length);
    }),
  );
});

test('of a long text only what changed is read, with some words around it', () => {
  const words = Array.from({ length: 300 }, (_, i) => `w${i}`);
  const now = words.with(150, 'NEW').join(' ');
  const shown = shortDiff(textDiff(words.join(' '), now));
  const read = shown.map((piece) => (piece.kind === 'gap' ? `[${piece.words}]` : piece.text)).join('');
  expect(read).toContain('w149 ');
  expect(read).toContain('NEW');
  expect(read.length).toBeLessThan(140);
  expect(shown.filter(({ kind }) => kind === 'gap')).toHaveLength(2);
});
