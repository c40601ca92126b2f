import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '@/db/writer';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { type Ability, abilities, type Noun } from './abilities';
import { load } from './load';
import { answerFor, may, type Written } from './matrix/ability-reference';
import { allEyes, holders, labelOf, readerOf, seen } from './matrix/eyes';
import { readIds, requestIdOf, topicIdOf } from './matrix/ids';
import type { Eyes } from './matrix/reference';
import { allTopics, groups, people, posts } from './matrix/world';

const open = useDatabase();

beforeAll(() => readIds(open.current));

type Thing = { of: string; id: string; answer: (eyes: Eyes, verb: string) => string };

const written: Written[] = posts.map((post) => ({ id: post.id, author: post.author, post }));
const answers: Written[] = posts.flatMap((post) => post.answers.map(({ id, author }) => ({ id, author, post })));

const things: Record<Noun, () => Thing[]> = {
  group: () =>
    groups.map((group) => ({
      of: group.kind,
      id: group.id,
      answer: (eyes, verb) => answerFor.group(eyes, verb, group),
    })),
  person: () =>
    people.map((person) => ({
      of: person.role,
      id: person.id,
      answer: (eyes, verb) => answerFor.person(eyes, verb, person),
    })),
  post: () =>
    written.map((one) => ({
      of: `${one.author} in ${one.post.place}`,
      id: one.id,
      answer: (eyes, verb) => answerFor.post(eyes, verb, one),
    })),
  comment: () =>
    answers.map((one) => ({
      of: `${one.author} in ${one.post.place} under ${one.post.author}`,
      id: one.id,
      answer: (eyes, verb) => answerFor.comment(eyes, verb, one),
    })),
  request: () =>
    groups.flatMap((group) =>
      group.asked.map((by) => {
        const id = requestIdOf(group.id, by);
        return { of: group.kind, id, answer: (eyes, verb) => answerFor.request(eyes, verb, { id, by, group }) };
      }),
    ),
  topic: () =>
    allTopics().map((topic) => ({
      of: topic,
      id: topicIdOf(topic),
      answer: (eyes, verb) => answerFor.topic(eyes, verb, topic),
    })),
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
    const everybody: Eyes[] = [...allEyes, ...holders.map((who) => ({ who }))];
    const wrong = {};
    for (const eyes of everybody)
      Object.assign(wrong, await answersFor(eyes, ability, [...things[noun](), ...strangers]));
    expect(wrong).toEqual({});
  });
});

test('the reference has an answer for every ability, and for nothing else', () => {
  const known = (table: Record<string, Record<string, unknown>>) =>
    Object.entries(table).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
  expect(known(may).toSorted()).toEqual(all.map(([, ability]) => ability).toSorted());
});
