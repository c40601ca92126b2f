import { describe, expect, test } from 'vitest';
import { type HeldFeed, hold, nodesOf, renamed, showAll } from './held-feed';

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

describe('entries of several items', () => {
  const still = (shown: string, ids: string) => renamed(shown.split(','), ids.split(',')).join(',');

  test('stay what they are while items come, go and are cut off by the page', () => {
    expect(still('x,5 4 3,y', '6 5 4 3,y')).toBe('5 4 3,y');
    expect(still('x,5 4 3', 'z,x,5 4')).toBe('z,x,5 4 3');
    expect(still('5,x', '6 5,x')).toBe('5,x');
  });

  test('keep their place by most of what they hold when they fall apart or come together', () => {
    expect(still('5 4 3,x', '4,x,5 3')).toBe('4,x,5 4 3');
    expect(still('5,x,4 3', '5 4 3')).toBe('4 3');
  });

  test('leave alone what is the same or has nothing in common', () => {
    expect(still('a,b', 'c,a,b')).toBe('c,a,b');
    expect(still('2 1', '4 3')).toBe('4 3');
  });
});
