import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '@/db/writer';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { type Ability, abilities, type Noun } from './abilities';
import { load } from './load';
import { may } from './matrix/ability-reference';
import { allEyes, fewEyes, fewOf, holders, labelOf, readerOf, seen } from './matrix/eyes';
import { readIds } from './matrix/ids';
import type { Eyes } from './matrix/reference';
import { type Thing, theComments, theGroups, thePeople, thePosts, theRequests, theTopics } from './matrix/things';

const open = useDatabase();

beforeAll(() => readIds(open.current));

const things: Record<Noun, () => Thing[]> = {
  group: theGroups,
  person: thePeople,
  post: thePosts,
  comment: theComments,
  request: theRequests,
  topic: theTopics,
};

const strangers: Thing[] = [newId(), 'no id', ''].map((id) => ({ of: `"${id}"`, id, answer: () => 'NotFound' }));

/** One person's answers, in one transaction: what is refused is refused before anything is written. */
async function answersFor(eyes: Eyes, ability: Ability, all: readonly Thing[]): Promise<Record<string, unknown>> {
  const viewer = await readerOf(eyes);
  const verb = ability.split('.')[1] ?? '';
  const wrong: Record<string, unknown> = {};
  await transaction(async (tx) => {
    for (const { of, id, answer } of all) {
      const given = await seen(async () => (await load(viewer, ability, id, tx)) && 'ok');
      const expected = answer(eyes, verb);
      if (!isDeepStrictEqual(given, expected)) wrong[`${labelOf(eyes)}: ${of}`] = { given, expected };
    }
  });
  return wrong;
}

const nouns = Object.keys(abilities) as Noun[];
const all = nouns.flatMap((noun) =>
  Object.keys(abilities[noun]).map((verb) => [noun, `${noun}.${verb}` as Ability] as const),
);

describe('nobody gets more or less than the reference gives by', () => {
  test.each(all)('%s: %s', async (noun, ability) => {
    const everybody = fewEyes([...allEyes, ...holders.map((who) => ({ who }))]);
    const wrong = {};
    for (const eyes of everybody)
      Object.assign(wrong, await answersFor(eyes, ability, [...fewOf(things[noun]()), ...strangers]));
    expect(wrong).toEqual({});
  });
});

test('the reference has an answer for every ability, and for nothing else', () => {
  const known = (table: Record<string, Record<string, unknown>>) =>
    Object.entries(table).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
  expect(known(may).toSorted()).toEqual(all.map(([, ability]) => ability).toSorted());
});
