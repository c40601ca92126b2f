import { describe, expect, test } from 'vitest';
import { type HeldFeed, hold, nodesOf, showAll } from './held-feed';

const feed = (ids: string) => showAll([...ids], nodesOf([...ids], [...ids]));

function came(before: HeldFeed, ids: string): HeldFeed {
  const list = [...ids];
  return hold(
    before,
    list,
    nodesOf(
      list,
      list.map((id) => `${id} again`),
    ),
  );
}

const words = ({ shown, waiting }: HeldFeed) => `${waiting.join('')}|${shown.join('')}`;

describe('a feed that is read', () => {
  test('lets new posts wait above it, and keeps those that they push to the next page', () => {
    expect(words(came(feed('abcde'), 'xyabc'))).toBe('xy|abcde');
  });

  test('shows the newest state of what stays, and the last of what was pushed out', () => {
    const { nodes } = came(feed('abc'), 'xab');
    expect([nodes.get('a'), nodes.get('c')]).toEqual(['a again', 'c']);
  });

  test('lets go what was deleted, and takes in what moved up from the next page', () => {
    expect(words(came(feed('abcde'), 'acdef'))).toBe('|acdef');
    expect(words(came(feed('abcde'), 'abcdf'))).toBe('|abcdf');
    expect(words(came(feed('a'), ''))).toBe('|');
  });

  test('does both at once', () => {
    expect(words(came(feed('abcde'), 'xacde'))).toBe('x|acde');
    expect(words(came(feed('abcde'), 'xyacd'))).toBe('xy|acde');
  });

  test('keeps its order when a comment moves a post up', () => {
    expect(words(came(feed('abcd'), 'cabd'))).toBe('|abcd');
    expect(words(came(feed('abcd'), 'xcab'))).toBe('x|abcd');
  });

  test('stays while a whole page of new posts waits', () => {
    expect(words(came(feed('abc'), 'xyz'))).toBe('xyz|abc');
  });

  test('counts what waits anew each time', () => {
    const once = came(feed('abcd'), 'xabc');
    expect(words(came(once, 'yxab'))).toBe('yx|abcd');
    expect(words(came(once, 'abcd'))).toBe('|abcd');
  });
});
