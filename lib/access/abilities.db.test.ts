import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Tx, transaction } from '@/db/writer';
import { isId, newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { type Ability, abilities, answers, type Noun } from './abilities';
import { finders } from './facts';
import { load } from './load';
import { may } from './matrix/ability-reference';
import { allEyes, fewEyes, fewOf, holders, labelOf, readerOf, seen } from './matrix/eyes';
import { readIds } from './matrix/ids';
import type { Eyes } from './matrix/reference';
import {
  type Thing,
  theComments,
  theDeletedRecords,
  theGroups,
  theObjects,
  thePeople,
  thePosts,
  theRecords,
  theRequests,
  theTopics,
} from './matrix/things';
import type { Viewer } from './viewer';

const open = useDatabase();

beforeAll(() => readIds(open.current));

const things: Record<Noun, () => Thing[]> = {
  group: theGroups,
  person: thePeople,
  post: thePosts,
  comment: theComments,
  request: theRequests,
  topic: theTopics,
  object: theObjects,
  record: theRecords,
  deletedRecord: theDeletedRecords,
};

const strangers: Thing[] = [newId(), 'no id', ''].map((id) => ({ of: `"${id}"`, id, answer: () => 'NotFound' }));
const nouns = Object.keys(abilities) as Noun[];
const verbsOf = (noun: Noun) => Object.keys(abilities[noun]);
const everybody: readonly Eyes[] = [...allEyes, ...holders.map((who) => ({ who }))];

/** What all abilities of a noun answer for one thing, from the row that is found. */
async function given(noun: Noun, viewer: Viewer, { id }: Thing, tx: Tx): Promise<Record<string, string>> {
  const facts = isId(id) ? await finders[noun](viewer, id, tx) : undefined;
  const answered: Record<string, boolean> | undefined = facts && answers(noun, viewer, facts as never);
  const answer = (verb: string) => (answered ? (answered[verb] ? 'ok' : 'Forbidden') : 'NotFound');
  return Object.fromEntries(verbsOf(noun).map((verb) => [verb, answer(verb)]));
}

describe('nobody may do more or less than the reference allows', () => {
  test.each(nouns)('with a %s', async (noun) => {
    const wrong: Record<string, unknown> = {};
    for (const eyes of fewEyes(everybody)) {
      const viewer = await readerOf(eyes);
      await transaction(async (tx) => {
        for (const thing of [...things[noun](), ...strangers]) {
          const answered = await given(noun, viewer, thing, tx);
          const expected = Object.fromEntries(verbsOf(noun).map((verb) => [verb, thing.answer(eyes, verb)]));
          if (!isDeepStrictEqual(answered, expected)) wrong[`${labelOf(eyes)}: ${thing.of}`] = { answered, expected };
        }
      });
    }
    expect(wrong).toEqual({});
  });
});

describe('load gives the row or refuses as the table says', () => {
  const all = nouns.flatMap((noun) => verbsOf(noun).map((verb) => [`${noun}.${verb}` as Ability, noun, verb] as const));
  const callers = everybody.filter(({ who, asked }) => ['owner', 'formerMember', 'guest'].includes(who.role) && !asked);

  test.each(all)('for %s', async (ability, noun, verb) => {
    const wrong: Record<string, unknown> = {};
    for (const eyes of callers) {
      const viewer = await readerOf(eyes);
      await transaction(async (tx) => {
        for (const thing of [...fewOf(things[noun]()), ...strangers]) {
          const loaded = await seen(async () => (await load(viewer, ability, thing.id, tx)) && 'ok');
          const expected = thing.answer(eyes, verb);
          if (loaded !== expected) wrong[`${labelOf(eyes)}: ${thing.of}`] = { loaded, expected };
        }
      });
    }
    expect(wrong).toEqual({});
  });

  test('and the reference has an answer for every ability, and for nothing else', () => {
    const known = Object.entries(may).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
    expect(known.toSorted()).toEqual(all.map(([ability]) => ability).toSorted());
  });
});
