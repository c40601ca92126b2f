import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ID, piece } from '@/lib/testing/bodies';
import { parseBody } from './parse';
import { handlesIn, mentionIdsIn, resolveHandles, restoreHandles } from './references';

const runs = { numRuns: 2_000 };
const ann = new Map([['ann', ID]]);

describe('a handle', () => {
  test.each([
    ['@ann', ['ann']],
    ['@Ann', ['ann']],
    ['Hi @ann.', ['ann']],
    ['@ann-smith, @bo.b... @c_d-', ['ann-smith', 'bo.b', 'c_d']],
    ['(@ann) "@bo" /@cy *@di* _@ed_', ['ann', 'bo', 'cy', 'di', 'ed_', 'ed']],
    ['one\n> @ann\n- @bo', ['ann', 'bo']],
    ['@ann @ANN', ['ann']],
    ['@__proto__ @constructor', ['constructor']],
    [`@${'a'.repeat(39)} @${'b'.repeat(40)}`, ['a'.repeat(39)]],
    ['ann@x.example @ann@x.example @@ann', []],
    ['@annä @änn a*@ann* @-a @', []],
    ['`@ann` http://x.example/@ann [@ann](http://x.example) <mailto:@ann>', []],
    ['```\n@ann\n```', []],
    ['\\@ann #[a @ann]', []],
    ['[@ann](no)', ['ann']],
  ])('in %s', (source, handles) => {
    expect(handlesIn(source)).toEqual(handles);
  });

  test('is resolved where it stands, the rest is left alone', () => {
    const source = '> Hi @Ann, `@ann` and\n> @bo @ann.';
    const resolved = `> Hi @[${ID}], \`@ann\` and\n> @bo @[${ID}].`;
    expect(resolveHandles(source, ann)).toBe(resolved);
    expect(restoreHandles(resolved, new Map([[ID, 'ann']]))).toBe(source.toLowerCase().replace('hi', 'Hi'));
  });

  test('that ends in an underscore is found before one without', () => {
    expect(resolveHandles('@ann_', new Map([['ann_', ID]]))).toBe(`@[${ID}]`);
    expect(resolveHandles('_@ann_', ann)).toBe(`_@[${ID}]_`);
  });

  test.each([`@[${ID}]a`, `@[${ID}].a`, `a@[${ID}]`, `@[${ID}]é`, `@[${ID}]@x`])(
    'stays an id in %s, where it would be misread',
    (source) => {
      expect(restoreHandles(source, new Map([[ID, 'ann']]))).toBe(source);
    },
  );
});

describe('handles in any text', () => {
  const handle = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,6}[a-z0-9]$/);
  const people = fc
    .uniqueArray(handle, { minLength: 1, maxLength: 4 })
    .map((names) => new Map(names.map((name, index) => [name, ID.slice(0, -1) + index])));
  const turned = (map: Map<string, string>): Map<string, string> =>
    new Map([...map].map(([key, value]) => [value, key]));
  const talk = fc.tuple(people, fc.array(fc.oneof(piece, fc.nat(3)), { maxLength: 40 })).map(([ids, parts]) => {
    const names = [...ids.keys()];
    const text = parts.map((part) => (typeof part === 'number' ? `@${names[part % names.length]}` : part)).join('');
    return { ids, text };
  });

  test('become ids and come back as they were typed', () => {
    fc.assert(
      fc.property(talk, ({ ids, text }) => {
        fc.pre(!text.includes('@['));
        expect(restoreHandles(resolveHandles(text, ids), turned(ids))).toBe(text);
      }),
      runs,
    );
  });

  test('mention those who were found, and nobody else', () => {
    fc.assert(
      fc.property(talk, ({ ids, text }) => {
        fc.pre(!text.includes('@['));
        const wanted = handlesIn(text).flatMap((name) => ids.get(name) ?? []);
        const found = mentionIdsIn(parseBody(resolveHandles(text, ids)));
        expect(found.toSorted()).toEqual([...new Set(wanted)].toSorted());
      }),
      runs,
    );
  });

  test('resolving twice changes nothing more', () => {
    fc.assert(
      fc.property(talk, ({ ids, text }) => {
        const once = resolveHandles(text, ids);
        expect(resolveHandles(once, ids)).toBe(once);
      }),
      runs,
    );
  });
});
