import { describe, expect, test } from 'vitest';
import { ID } from '@/lib/testing/bodies';
import { parseBody } from './parse';
import { excerpt, plainText } from './plain';
import { mentionIdsIn, recordIdsIn, referenceProblem, topicsIn, withoutTopics } from './references';

const idOf = (number: number): string => `018f3c5a-7b1e-7c3d-9a4b-${String(number).padStart(12, '0')}`;
const many = (mark: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${mark}[${idOf(index)}]`).join(' ');

describe('references of a body', () => {
  const tree = parseBody(`> @[${idOf(2)}] **#b**\n\n- /[${idOf(3)}] #A @[${idOf(1)}]\n- @[${idOf(2)}] #a #[B] \`#c\``);

  test('each once, in order, wherever they stand', () => {
    expect(mentionIdsIn(tree)).toEqual([idOf(2), idOf(1)]);
    expect(recordIdsIn(tree)).toEqual([idOf(3)]);
    expect(topicsIn(tree)).toEqual([
      { key: 'b', name: 'b' },
      { key: 'a', name: 'A' },
    ]);
  });

  test('a removed topic is plain text, the others stay', () => {
    const left = withoutTopics(tree, new Set(['b']));
    expect(topicsIn(left)).toEqual([{ key: 'a', name: 'A' }]);
    expect(plainText(left, new Map())).toBe(plainText(tree, new Map()));
  });

  test('up to 25 people and 25 records, each counted once', () => {
    expect(referenceProblem(parseBody(`${many('@', 25)} ${many('@', 25)} ${many('/', 25)}`))).toBeNull();
    expect(referenceProblem(parseBody(many('@', 26)))).toBe('Mention at most 25 people and groups.');
    expect(referenceProblem(parseBody(many('/', 26)))).toBe('Link at most 25 records.');
  });
});

describe('plain text', () => {
  test('has the words without the marks', () => {
    const source = `Hi @[${ID}], see **bold** \`code\`\n#[two words] [text](http://x.example)\n\n- one\n- two\n\n> said\n\n\`\`\`\ncode\n\`\`\``;
    expect(plainText(parseBody(source), new Map([[ID, 'Ann']]))).toBe(
      'Hi @Ann, see bold code\n#two words text\none\ntwo\nsaid\ncode',
    );
  });

  test('names nobody whom the reader may not see', () => {
    expect(plainText(parseBody(`@[${ID}] /[${ID}]`), new Map())).toBe('@someone a record');
  });

  test.each([
    ['a\n b', 140, 'a b'],
    ['one two three', 9, 'one two…'],
    ['abcdefghij', 5, 'abcd…'],
    ['🎉🎉🎉🎉', 3, '🎉🎉…'],
  ])('an excerpt of %s', (text, length, expected) => {
    expect(excerpt(text, length)).toBe(expected);
  });
});
