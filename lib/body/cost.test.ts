import { describe, expect, test } from 'vitest';
import { hostileUnits, ID, repeated } from '@/lib/testing/bodies';
import { scanBody } from './parse';
import { resolveHandles, restoreHandles } from './references';

const HALF = 32 * 1024;
const FULL = 64 * 1024;
const MOST_PER_CHARACTER = 10;

/** Shapes that are not one unit repeated: their halves differ, so that what is opened is never, or only at last, closed. */
const shapes: Record<string, (length: number) => string> = {
  'openers, then closers of another kind': (length) => repeated('_a ', length / 2) + repeated('b* ', length / 2),
  'brackets around brackets': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'brackets around links': (length) => '['.repeat(length / 2) + repeated('](http://a)', length / 2),
  'links in parentheses': (length) => `${repeated('[a](b', length / 2)}${')'.repeat(length / 2)}`,
  'ticks of every length': (length) => ticks(length),
  'lists that step in': (length) => stairs(length),
  'one long name': (length) => `#${'a'.repeat(length - 1)}`,
  'one long bracketed name': (length) => `#[${'a'.repeat(length - 3)}]`,
  'one long address': (length) => `http://a/${'b'.repeat(length - 9)}`,
  'one long handle': (length) => `@${'a'.repeat(length - 1)}`,
  'marks at the end of an address': (length) => `http://a/${'.'.repeat(length - 9)}`,
  'an ordinary text': (length) =>
    repeated('Met **Acme** with @ann about #renewal, see [notes](https://x.example/a).\n', length),
  ...Object.fromEntries(
    Object.entries(hostileUnits).map(([name, unit]) => [name, (length: number) => repeated(unit, length)]),
  ),
};

function ticks(length: number): string {
  const runs = Array.from({ length: Math.sqrt(2 * length) }, (_, index) => '`'.repeat(index + 1));
  return runs.join(' ').slice(0, length);
}

function stairs(length: number): string {
  const lines = Array.from({ length: Math.sqrt(length) }, (_, index) => `${'  '.repeat(index)}- a`);
  return repeated(`${lines.join('\n')}\n`, length);
}

describe('the cost of parsing', () => {
  test.each(Object.entries(shapes))('%s: twice the text is at most two and a half times the steps', (_, shape) => {
    const half = scanBody(shape(HALF)).steps;
    const full = scanBody(shape(FULL)).steps;
    expect(full / half).toBeLessThanOrEqual(2.5);
    expect(full / FULL).toBeLessThanOrEqual(MOST_PER_CHARACTER);
    expect(half).toBeGreaterThanOrEqual(HALF);
  });

  test('many mentions turn into handles and back in one walk', () => {
    const source = repeated('@ann ', FULL);
    const resolved = resolveHandles(source, new Map([['ann', ID]]));
    expect(restoreHandles(resolved, new Map([[ID, 'ann']]))).toBe(source);
  });
});
