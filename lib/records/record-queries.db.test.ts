import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { listHistory, listStageMoves } from './history-queries';
import { getRecord } from './queries';
import { listRecordFollowers, listRelated } from './related-queries';
import type { SaveView } from './view-models';

const open = useDatabase();

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

const HOUR = 3_600_000;
const began = Date.parse('2026-01-05T09:00:00Z');
const at = (hours: number) => new Date(began + hours * HOUR);

describe('a record', () => {
  test('shows the people and records that its values name, and none that the reader may not see', async () => {
    const secret = await makeRecord(member, 'account', { name: 'Only hers' }, { isPrivate: true });
    const id = await makeRecord(member, 'case', { subject: 'Points up', account: secret });
    const namesFor = async (viewer: typeof owner) => Object.keys((await getRecord(viewer, 'case', id)).record.names);
    expect((await namesFor(member)).toSorted()).toEqual([cast.member.id, secret].toSorted());
    expect(await namesFor(outsider)).toEqual([cast.member.id]);
  });

  test('tells who follows it and who reads what is posted on it', async () => {
    const id = await makeRecord(member, 'case', { subject: 'Followed' }, { isPrivate: true });
    const { record } = await getRecord(owner, 'case', id);
    expect(record).toMatchObject({ audience: id, reach: { name: 'Followed', people: null }, isOverseen: false });
    expect(record.can).toMatchObject({ edit: true, share: true, post: true });
  });

  test.each(['', 'nonsense', cast.records.deleted.id, cast.member.id])('is none by %s', async (id) => {
    await expect(getRecord(owner, 'opportunity', id)).rejects.toThrow(NotFound);
  });
});

async function allSaves(id: string, before?: string): Promise<SaveView[]> {
  const { saves, next } = await listHistory(owner, id, before);
  return next ? [...saves, ...(await allSaves(id, next))] : saves;
}

describe('the history of a record', () => {
  test('comes save by save, every one of them once, however the pages fall', async () => {
    const id = await makeRecord(owner, 'case', { subject: 'Long story' }, { telling: { at: at(0) } });
    for (let hour = 1; hour <= 75; hour++) {
      const patch = { subject: `Long story ${hour}`, priority: hour % 2 ? 'Low' : 'High', description: `Line ${hour}` };
      await changeValues(owner, id, patch, { at: at(hour) });
    }
    const seen = (await allSaves(id)).map(({ fields }) => fields.length);
    expect(seen).toEqual([...Array.from({ length: 75 }, () => 3), 0]);
  });

  test('names what was added below only for those who see it', async () => {
    const account = await makeRecord(owner, 'account', { name: 'Above' });
    await makeRecord(member, 'case', { subject: 'Hidden below', account }, { isPrivate: true });
    await makeRecord(member, 'case', { subject: 'Open below', account });
    const related = async (viewer: typeof owner) =>
      (await listHistory(viewer, account)).saves.flatMap((save) => save.related.map(({ name }) => name));
    expect(await related(owner)).toEqual(['Open below', 'Hidden below']);
    expect(await related(outsider)).toEqual(['Open below']);
  });

  test('tells when it came to each stage', async () => {
    const id = await makeRecord(
      owner,
      'opportunity',
      { name: 'Staged', stage: 'Prospecting' },
      { telling: { at: at(0) } },
    );
    await changeValues(owner, id, { stage: 'Engaging' }, { at: at(24) });
    await changeValues(owner, id, { stage: 'Won' }, { at: at(72) });
    const { record } = await getRecord(owner, 'opportunity', id);
    const field = record.object.fields.find(({ apiName }) => apiName === 'stage');
    expect(await listStageMoves(owner, id, field?.id ?? '')).toEqual([
      { from: 'Prospecting', to: 'Engaging', at: at(24).toISOString() },
      { from: 'Engaging', to: 'Won', at: at(72).toISOString() },
    ]);
  });
});

describe('what points to a record', () => {
  test('is listed by field, the newest first, and counted as far as the reader sees it', async () => {
    const account = await makeRecord(owner, 'account', { name: 'Hub' });
    for (let index = 0; index < 7; index++)
      await makeRecord(owner, 'case', { subject: `Case ${index}`, account, status: 'Working' });
    await makeRecord(member, 'case', { subject: 'Unseen', account }, { isPrivate: true });
    const cases = async (viewer: typeof owner) =>
      (await listRelated(viewer, account)).find(({ object }) => object === 'case');
    expect(await cases(outsider)).toMatchObject({ count: 7, field: 'account', isOneOfSeveral: false });
    expect((await cases(outsider))?.items.map(({ name, state }) => `${name} ${state}`)).toEqual(
      [6, 5, 4, 3, 2].map((index) => `Case ${index} Working`),
    );
    expect((await cases(member))?.count).toBe(8);
  });
});

test('followers of a record are listed for those who see it, by name, without those who left', async () => {
  const id = await makeRecord(member, 'case', { subject: 'Watched' }, { isPrivate: true });
  for (const who of [cast.owner, cast.superior, cast.deactivated])
    await open.current.query('insert into follows (person_id, subject_id) values ($1, $2)', [who.id, id]);
  const names = async (viewer: typeof owner) => (await listRecordFollowers(viewer, id)).items.map(({ name }) => name);
  expect(await names(member)).toEqual([cast.superior.name, cast.owner.name]);
  expect(await names(outsider)).toEqual([]);
  expect((await getRecord(member, 'case', id)).record.followerCount).toBe(2);
});
