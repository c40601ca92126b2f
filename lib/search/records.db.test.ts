import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { completeRecord } from '@/lib/mentions/queries';
import { addRecordTopic } from '@/lib/record-topics/change-record-topics';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { searchRecords } from './queries';

const open = useDatabase();
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const guest = viewerOf(cast.guest);

const deal = (name: string, isPrivate = false) =>
  makeRecord(member, 'opportunity', { name, stage: 'Prospecting', amount: 4500 }, { isPrivate });
const namesOf = async (q: string, object?: string, viewer = outsider) =>
  (await searchRecords(viewer, q, object)).items.map(({ name }) => name);

describe('records are found', () => {
  test('by the beginnings of any words of their name, the nearest first', async () => {
    for (const name of ['Zubrowka A GTX Pro', 'Old Zubrowka', 'Zubrowka', "Zubrowka B O'Reilly-Sons"]) await deal(name);
    expect(await namesOf('zubrowka')).toEqual([
      'Zubrowka',
      'Zubrowka A GTX Pro',
      "Zubrowka B O'Reilly-Sons",
      'Old Zubrowka',
    ]);
    expect(await namesOf('zub gtx')).toEqual(['Zubrowka A GTX Pro']);
    expect(await namesOf("ZUB o'reilly-s")).toEqual(["Zubrowka B O'Reilly-Sons"]);
    expect(await namesOf('"old zubrowka"')).toEqual(['Old Zubrowka']);
    expect(await namesOf('brow')).toEqual([]);
  });

  test('with their object, owner and the two values that say most', async () => {
    const id = await deal('Zanzibar lights');
    const { items, objects } = await searchRecords(outsider, 'zanzibar');
    expect(items).toMatchObject([
      { id, object: 'opportunity', objectLabel: 'Opportunity', owner: { handle: cast.member.handle } },
    ]);
    expect(items[0]?.facts.map(({ field, value }) => [field.label, value])).toEqual([
      ['Stage', 'Prospecting'],
      ['Amount', 4500],
    ]);
    expect(objects).toEqual([{ apiName: 'opportunity', plural: 'Opportunities', count: 1 }]);
  });

  test('by object, and by topics with or without words', async () => {
    const id = await deal('Zephyr one');
    await deal('Zephyr two');
    await makeRecord(member, 'account', { name: 'Zephyr account' });
    await addRecordTopic(member, { id, topic: 'zephyrs' });
    expect(await namesOf('zephyr', 'account')).toEqual(['Zephyr account']);
    expect(await namesOf('zephyr', 'never_was')).toEqual([]);
    expect(await namesOf('#zephyrs')).toEqual(['Zephyr one']);
    expect(await namesOf('#zephyrs two')).toEqual([]);
    expect(await namesOf('#zephyrs #newtech')).toEqual([]);
  });

  test('by their new name, and no longer when they are deleted', async () => {
    const id = await deal('Zinnia');
    await changeValues(member, id, { name: 'Zahnrad' });
    expect([await namesOf('zinnia'), await namesOf('zahnrad')]).toEqual([[], ['Zahnrad']]);
    await open.current.query('update records set deleted_at = now(), audience = id where id = $1', [id]);
    expect(await namesOf('zahnrad', undefined, member)).toEqual([]);
  });

  test.each(['', '#', '""', "'", '\\', '%', '_', '& | !', ':*', "a' & 'b", '((', '<->', 'zz:A*', '\u0000', '—'])(
    'without an error for %s',
    async (q) => {
      expect((await searchRecords(outsider, q)).count).toBe((await searchRecords(outsider, q)).items.length);
      expect(await completeRecord(outsider, q)).toEqual(expect.any(Array));
    },
  );
});

describe('a private record', () => {
  test('answers a stranger like a word that nobody wrote', async () => {
    await deal('Zqhidden renewal', true);
    const asked = async (q: string, viewer = outsider) => ({
      all: await searchRecords(viewer, q),
      one: await searchRecords(viewer, q, 'opportunity'),
      completed: await completeRecord(viewer, q),
    });
    for (const viewer of [outsider, guest])
      expect(JSON.stringify(await asked('zqhidden', viewer))).toBe(JSON.stringify(await asked('zqnonsense', viewer)));
    expect((await asked('zqhid', member)).all).toMatchObject({ count: 1, items: [{ name: 'Zqhidden renewal' }] });
    expect((await completeRecord(member, 'zqhid')).map(({ label, detail }) => [label, detail])).toEqual([
      ['Zqhidden renewal', 'Opportunity'],
    ]);
  });

  test('is counted for those alone who may see it', async () => {
    await deal('Zqcounted open');
    await deal('Zqcounted closed', true);
    const countOf = async (viewer: typeof member) => (await searchRecords(viewer, 'zqcounted')).objects[0]?.count;
    expect([await countOf(outsider), await countOf(member)]).toEqual([1, 2]);
  });
});

test('a field that a reader may not read is no part of what they find', async () => {
  const id = await deal('Zsecret values');
  await open.current.query(
    "update fields set is_restricted = true where api_name in ('amount', 'stage') and object_id = (select object_id from records where id = $1)",
    [id],
  );
  const factsOf = async (viewer: typeof member) =>
    (await searchRecords(viewer, 'zsecret')).items[0]?.facts.map(({ field }) => field.label) ?? [];
  expect(await factsOf(outsider)).not.toEqual(expect.arrayContaining(['Stage']));
  expect(await factsOf(asViewer({ ...cast.member }))).not.toContain('Amount');
  await open.current.query("update fields set is_restricted = false where api_name in ('amount', 'stage')");
});
