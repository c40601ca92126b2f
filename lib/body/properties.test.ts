import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBody as body, hostileUnits, ID, repeated } from '@/lib/testing/bodies';
import { parseBody } from './parse';
import { plainText } from './plain';
import { handlesIn, mentionIdsIn, recordIdsIn, topicsIn } from './references';
import { cleanText } from './rules';
import type { Block, Inline } from './tree';

const runs = { numRuns: 2_000 };

const KINDS = [
  'paragraph',
  'quote',
  'list',
  'pre',
  'strong',
  'emphasis',
  'strike',
  'link',
  'code',
  'break',
  'mention',
  'topic',
  'record',
];

function walk(nodes: (Block | Inline)[], depth = 1): number {
  return Math.max(
    depth,
    ...nodes.map((node) => {
      if (typeof node === 'string') return depth;
      expect(KINDS).toContain(node.t);
      if ('href' in node) expect(node.href).toMatch(/^(https?:\/\/|mailto:)/);
      if ('id' in node) expect(node.id).toBe(ID);
      if ('items' in node) return walk(node.items.flat(), depth + 1);
      return 'c' in node ? walk(node.c, depth + 1) : depth;
    }),
  );
}

describe('for any text', () => {
  test('the tree has known nodes, safe addresses and a small depth, and survives JSON', () => {
    fc.assert(
      fc.property(body, (source) => {
        const tree = parseBody(cleanText(source));
        expect(walk(tree)).toBeLessThanOrEqual(13);
        expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
      }),
      runs,
    );
  });

  test('parsing, finding and flattening never throw, cleaned or not', () => {
    fc.assert(
      fc.property(body, (source) => {
        const tree = parseBody(source);
        plainText(tree, new Map());
        topicsIn(tree);
        recordIdsIn(tree);
        handlesIn(source);
      }),
      runs,
    );
  });

  test('a text that shows something never becomes an empty page', () => {
    fc.assert(
      fc.property(body, (source) => {
        const text = cleanText(source);
        if (/[a-z]/.test(text.replace(/```.*/g, ''))) expect(parseBody(text)).not.toEqual([]);
      }),
      runs,
    );
  });

  test('no letter or digit of a plain text is lost', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    const plain = fc.array(
      fc.constantFrom('a', 'b ', '*', '_', '~~', '`', '#x', '@y', '[', ']', '(', '\n', '> ', '- ', '\\', '!', '<', 'é'),
    );
    fc.assert(
      fc.property(plain, (pieces) => {
        const text = pieces.join('');
        fc.pre(!/~~~|```/.test(text));
        expect(letters(plainText(parseBody(text), new Map()))).toBe(letters(text));
      }),
      runs,
    );
  });

  test.each(Object.entries(hostileUnits))('many %s overflow nothing', (_, unit) => {
    const source = repeated(unit, 64 * 1024);
    const tree = parseBody(source);
    expect(walk(tree)).toBeLessThanOrEqual(13);
    expect(() => [topicsIn(tree), mentionIdsIn(tree), plainText(tree, new Map())]).not.toThrow();
  });
});
