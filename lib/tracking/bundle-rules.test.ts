import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeView, PostView } from '@/lib/feed/view-models';
import type { FieldType, StoredValue } from '@/lib/objects/view-models';
import { change, changeItem, fieldOf } from '@/lib/testing/change-items';
import { bundlesOf, mergedOf, netOf, pathOf, toldAs } from './bundle-rules';

const saves = (type: FieldType, ...values: StoredValue[]): PostView[] =>
  values
    .slice(1)
    .map((value, index) =>
      changeItem(`i${index}`, [change(fieldOf(type), values[index] ?? null, value)], { minute: index }),
    )
    .reverse();

const bundle = (posts: PostView[]) => {
  const [first] = bundlesOf(posts);
  if (!first) throw new Error('There is nothing.');
  return first;
};

const merged = (posts: PostView[]) => {
  const [first] = mergedOf(bundle(posts));
  if (!first) throw new Error('There is nothing.');
  return first;
};

const post = fc.record({
  record: fc.constantFrom('a', 'b'),
  isChange: fc.boolean(),
  commentCount: fc.constantFrom(0, 0, 0, 2),
  isUnread: fc.constantFrom(false, false, true),
});

const isQuiet = (item: PostView) => item.kind === 'change' && item.commentCount === 0 && !item.isUnread;

/** Said once more, in other words than the rule's. */
const canJoin = (last: PostView | undefined) => (item: PostView) =>
  last !== undefined && [last, item].every(isQuiet) && JSON.stringify(last.place) === JSON.stringify(item.place);

describe('bundles of a page', () => {
  test('lose nothing, keep the order, and hold changes of one record that nobody talks about', () => {
    fc.assert(
      fc.property(fc.array(post, { maxLength: 20 }), (posts) => {
        const items = posts.map(({ record, isChange, ...rest }, index): PostView => {
          const item = changeItem(`i${index}`, [], { record });
          return { ...item, ...rest, kind: isChange ? 'change' : 'text' };
        });
        const bundles = bundlesOf(items);
        expect(bundles.flat()).toEqual(items);
        for (const one of bundles.filter(({ length }) => length > 1)) expect(one.every(canJoin(one[0]))).toBe(true);
        for (const [index, [first]] of bundles.entries())
          expect(canJoin(bundles[index - 1]?.at(-1))(first)).toBe(false);
      }),
    );
  });

  test('changes of two people’s own profiles are not one', () => {
    const own = (id: string, author: string): PostView => {
      const item = changeItem(id, []);
      return { ...item, place: null, author: { ...item.author, id: author } };
    };
    expect(bundlesOf([own('1', 'anna'), own('2', 'ben'), own('3', 'ben')]).map(({ length }) => length)).toEqual([1, 2]);
  });
});

describe('what a bundle says of a field', () => {
  const value = fc.constantFrom<StoredValue>(null, 1, 2, 3);

  test('ends where its last change ended and begins where its first began; no change is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.option(value), y: fc.option(value) }), { minLength: 2, maxLength: 12 }),
        (steps) => {
          const now: Record<string, StoredValue> = { x: null, y: null };
          const items = steps.map((step, index) => {
            const changes: ChangeView[] = [];
            for (const name of ['x', 'y'] as const) {
              const next = step[name];
              if (next === now[name]) continue;
              changes.push(change(fieldOf('number', name), now[name] ?? null, next));
              now[name] = next;
            }
            return changeItem(`i${String(index).padStart(2, '0')}`, changes, { minute: index });
          });
          const all = mergedOf(bundle(items.toReversed()));
          const ids = all.flatMap(({ changes }) => changes.map(({ id }) => id));
          expect(ids.toSorted()).toEqual(items.flatMap(({ changes }) => changes.map(({ id }) => id)).toSorted());
          for (const one of all) {
            expect(netOf(one)).toEqual({ old: null, new: now[one.key] });
            expect([pathOf(one)[0], pathOf(one).at(-1)]).toEqual([null, now[one.key]]);
          }
        },
      ),
    );
  });

  test('a date moved so many days in all', () => {
    expect(toldAs(merged(saves('date', '2027-01-13', '2027-02-12', '2027-02-01', '2027-03-01')))).toEqual({
      kind: 'moved',
      days: 47,
    });
    expect(toldAs(merged(saves('date', '2027-03-01', '2027-03-28', '2027-03-29', '2027-03-27')))).toMatchObject({
      days: 26,
    });
    expect(
      toldAs(merged(saves('datetime', '2027-03-01T12:00:00Z', '2027-03-02T12:00:00Z', '2027-02-27T12:00:00Z'))),
    ).toEqual({
      kind: 'moved',
      days: -2,
    });
    expect(toldAs(merged(saves('date', null, '2027-03-28', '2027-03-29')))).toEqual({ kind: 'ends' });
  });

  test('a stage is told by its path, a number by its ends, a long text by how often', () => {
    const stages = merged(saves('picklist', 'Prospecting', 'Engaging', 'Won'));
    expect(toldAs(stages)).toEqual({ kind: 'path' });
    expect(pathOf(stages)).toEqual(['Prospecting', 'Engaging', 'Won']);
    expect(toldAs(merged(saves('picklist', 'a', 'b', 'a', 'b', 'a', 'b', 'a', 'b')))).toEqual({ kind: 'ends' });
    expect(toldAs(merged(saves('currency', 980, 990, 1054)))).toEqual({ kind: 'ends' });
    expect(toldAs(merged(saves('long_text', 'a', 'b', 'c')))).toEqual({ kind: 'often' });
    expect(toldAs(merged(saves('currency', 980, 990)))).toEqual({ kind: 'once' });
  });
});
