import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { useDatabase } from '@/lib/testing/database';
import { listSuggestions } from './queries';
import { reasonWords } from './rules';
import type { Suggestion } from './view-models';

const open = useDatabase();
const { owner, member, manager, superior, outsider, follower, guest, deactivated, groups } = cast;

const nameOf = (suggestion: Suggestion) =>
  suggestion.kind === 'person' ? suggestion.person.handle : suggestion.group.slug;

const suggested = async (person: typeof member, size = 50) => listSuggestions(viewerOf(person), size);

/** Who or what is suggested, with the reason in words. */
const reasons = async (person: typeof member) =>
  Object.fromEntries((await suggested(person)).map((found) => [nameOf(found), reasonWords(found.reason, 'en-US')]));

const follow = (person: typeof member, target: { id: string }) =>
  open.current.query('insert into follows (person_id, subject_id) values ($1, $2)', [person.id, target.id]);

beforeEach(() => open.current.query('delete from follows'));

describe('people are suggested', () => {
  test('as manager, report and peer', async () => {
    expect(await reasons(owner)).toMatchObject({
      [superior.handle]: 'Your manager',
      [member.handle]: 'Reports to you',
    });
    expect(await reasons(member)).toMatchObject({
      [owner.handle]: 'Your manager',
      [manager.handle]: 'Has the same manager as you',
    });
  });

  test('because people whom one follows follow them, with one of the names', async () => {
    await follow(outsider, member);
    await follow(outsider, owner);
    await follow(member, superior);
    expect((await reasons(outsider))[superior.handle]).toBe('Followed by Cecily Lampkin');
    await follow(owner, superior);
    expect((await reasons(outsider))[superior.handle]).toBe('Followed by Cecily Lampkin and 1 other');
  });

  test('as new for two weeks', async () => {
    await open.current.query('update people set created_at = now() - make_interval(days => 13) where id = $1', [
      follower.id,
    ]);
    expect((await reasons(outsider))[follower.handle]).toBe('New here');
    await open.current.query('update people set created_at = now() - make_interval(days => 15) where id = $1', [
      follower.id,
    ]);
    expect(await reasons(outsider)).not.toHaveProperty([follower.handle]);
  });

  test('because many near one follow them', async () => {
    await follow(member, superior);
    await follow(follower, superior);
    expect((await reasons(outsider))[superior.handle]).toBe('2 people follow them');
  });

  test('once, by the strongest reason', async () => {
    await follow(member, manager);
    await follow(manager, owner);
    const found = (await suggested(member)).filter((one) => nameOf(one) === owner.handle);
    expect(found.map(({ reason }) => reason.kind)).toEqual(['manager']);
  });

  test('unless they are oneself, followed already, or deactivated', async () => {
    await follow(member, owner);
    await follow(owner, deactivated);
    await open.current.query('update people set manager_id = $1 where id = $2', [owner.id, deactivated.id]);
    const handles = (await suggested(member)).map(nameOf);
    for (const { handle } of [member, owner, deactivated]) expect(handles).not.toContain(handle);
    expect(handles).toContain(manager.handle);
  });
});

describe('groups are suggested', () => {
  test('because people whom one follows are in them', async () => {
    await follow(outsider, member);
    await follow(outsider, owner);
    expect((await reasons(outsider))[groups.public.slug]).toBe('2 people you follow');
  });

  test('only when they are public, open and not one’s own', async () => {
    for (const person of [member, owner, manager]) await follow(outsider, person);
    const slugs = (await suggested(outsider)).filter(({ kind }) => kind === 'group').map(nameOf);
    expect(slugs.toSorted()).toEqual([groups.public.slug, groups.broadcast.slug].toSorted());
    expect((await suggested(member)).filter(({ kind }) => kind === 'group')).toEqual([]);
  });
});

test('a guest is shown only people of their own groups, and no groups', async () => {
  await follow(guest, member);
  await follow(member, outsider);
  await follow(member, owner);
  await open.current.query('update people set created_at = now() where id = $1', [outsider.id]);
  const found = (await suggested(guest)).map(nameOf);
  expect(found).toContain(owner.handle);
  expect(found).not.toContain(outsider.handle);
  expect((await suggested(guest)).every(({ kind }) => kind === 'person')).toBe(true);
});

test('the rail shows at most three, one of them a group where there is one', async () => {
  await follow(outsider, member);
  await follow(member, superior);
  await follow(member, follower);
  await follow(member, manager);
  const kinds = (await listSuggestions(viewerOf(outsider))).map(({ kind }) => kind);
  expect(kinds).toEqual(['person', 'person', 'group']);
});
