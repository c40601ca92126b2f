import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { allEyes, fewEyes, fewOf, labelOf, readerOf, seen } from './matrix/eyes';
import { readIds, tokenHashOf } from './matrix/ids';
import { plant } from './matrix/plant';
import { queryRows } from './matrix/query-rows';
import type { Case } from './matrix/rows';
import { theRole } from './matrix/world';
import { findSession } from './session';

const open = useDatabase();

beforeAll(async () => {
  await plant(open.current);
  await readIds(open.current);
});

/** Asks with every pair of eyes and compares all answers at once, so that a failure shows who sees what they must not. */
async function expectAsReference(cases: readonly Case[]): Promise<void> {
  expect(cases.length).toBeGreaterThan(0);
  const wrong: Record<string, unknown> = {};
  for (const eyes of fewEyes(allEyes)) {
    const viewer = await readerOf(eyes);
    for (const { of, ask, expected: answer } of fewOf(cases)) {
      const [shown, expected] = [await seen(() => ask(viewer)), answer(eyes)];
      if (!isDeepStrictEqual(shown, expected)) wrong[`${labelOf(eyes)}: ${of}`] = { shown, expected };
    }
  }
  expect(wrong).toEqual({});
}

test('a deactivated person is nobody: their sessions open nothing, and those of others do', async () => {
  const sessionOf = (role: 'member' | 'deactivated') => findSession(tokenHashOf(theRole(role).handle), 'UTC');
  expect(await sessionOf('deactivated')).toBeNull();
  expect((await sessionOf('member'))?.viewer.id).toBe(theRole('member').id);
});

describe('each of the cast is shown by', () => {
  test.each(Object.entries(queryRows))('%s what the reference says, and no more', (_name, cases) =>
    expectAsReference(cases()),
  );
});
