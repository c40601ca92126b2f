import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { foldBody } from '@/lib/body/fold';
import { parseBody } from '@/lib/body/parse';
import { plainText } from '@/lib/body/plain';
import { cleanText } from '@/lib/body/rules';
import { anyBody } from '@/lib/testing/bodies';
import { BodyText } from './body-text';

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n\n');
const words = (text: string): string => text.replace(/\s/g, '');

describe('a long body', () => {
  test.each([
    ['short', lines(3)],
    ['a little over twelve lines', lines(15)],
    ['one paragraph', 'word '.repeat(150)],
  ])('is shown whole when it is %s', (_, source) => {
    expect(foldBody(parseBody(source))).toBeNull();
  });

  test.each([
    ['many paragraphs', lines(40), 12],
    ['one paragraph of ten thousand characters', 'word '.repeat(2_000), 12],
    ['one word of ten thousand characters', 'w'.repeat(10_000), 12],
    ['characters of two halves', `a${'🎉'.repeat(5_000)}`, 12],
    ['short lines', 'a\n'.repeat(200), 30],
    ['one long item', `- ${'word '.repeat(2_000)}`, 12],
    ['a long quote', `> ${'word '.repeat(2_000)}`, 12],
    ['long bold text', `**${'word '.repeat(2_000)}x**`, 12],
    ['long code', `\`\`\`\n${'a\n'.repeat(100)}`, 12],
  ])('is cut after about twelve lines: %s', (_, source, most) => {
    const tree = parseBody(source.trim());
    const [head, tail] = foldBody(tree) ?? [[], []];
    const shown = plainText(head, new Map());
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.length).toBeLessThanOrEqual(most * 80);
    expect(words(shown + plainText(tail, new Map()))).toBe(words(plainText(tree, new Map())));
    expect(shown).not.toMatch(/\p{Surrogate}/u);
  });

  test('counts on where its list was cut', () => {
    const [, tail] = foldBody(parseBody(Array.from({ length: 40 }, (_, index) => `${index + 5}. a`).join('\n'))) ?? [
      [],
      [],
    ];
    expect(tail).toMatchObject([{ t: 'list', start: 17 }]);
  });

  test('opens without a script', () => {
    const html = renderToStaticMarkup(<BodyText tree={parseBody(lines(40))} names={{}} fold />);
    expect(html).toMatch(
      /line 11<\/p><details[^>]*><summary[^>]*>.*Show more.*<\/summary><div[^>]*><p dir="auto">line 12/,
    );
    expect(renderToStaticMarkup(<BodyText tree={parseBody(lines(40))} names={{}} />)).not.toContain('<details');
  });

  test('loses nothing and repeats nothing, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(anyBody, { minLength: 5, maxLength: 30 }), (parts) => {
        const tree = parseBody(cleanText(parts.join('\n\n')));
        const halves = foldBody(tree);
        if (halves) expect(words(plainText(halves.flat(), new Map()))).toBe(words(plainText(tree, new Map())));
      }),
      { numRuns: 500 },
    );
  });
});
