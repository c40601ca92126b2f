import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setDatabase } from '@/db/open';
import { readIds } from '@/lib/access/matrix/ids';
import { plant } from '@/lib/access/matrix/plant';
import {
  fieldWords,
  plantedRecords,
  plantRecordCanaries,
  recordSurfaces,
  recordWords,
  recordWordsHiddenFrom,
} from '@/lib/access/matrix/record-canaries';
import { surfaces } from '@/lib/access/matrix/surfaces';
import { type Answer, forEach, stranger, type Visitor, visitorOf } from '@/lib/access/matrix/visitor';
import { useApp } from '@/lib/testing/app';

const app = useApp();

const forget = () => app.database.query('delete from rate_limits');

beforeAll(async () => {
  const database = setDatabase(app.database);
  await plant(database);
  await readIds(database);
  await plantRecordCanaries(database);
});

beforeEach(() => forget());

const everything = ({ headers, text }: Answer) => `${JSON.stringify(headers)}\n${text}`.toLowerCase();

async function leaks(visitor: Visitor, hidden: (path: string) => string[], isSoft = false) {
  const told: Record<string, string[]> = {};
  let asked = 0;
  await forEach([...recordSurfaces(), ...surfaces()], async (path) => {
    if (++asked % 40 === 0) await forget();
    const answer = await visitor.get(path, { isSoft });
    const text = everything(answer);
    const words = hidden(path).filter((one) => !path.includes(one) && text.includes(one));
    if (answer.status === 429 || answer.status >= 500) told[path] = [`status ${answer.status}`];
    if (words.length > 0) told[path] = words;
  });
  return told;
}

describe('a word of a restricted record or field', () => {
  test('is found by those who may read it', async () => {
    const visitor = await visitorOf(app, 'member');
    const at = async (path: string) => everything(await visitor.get(path));
    const [restricted, open] = [plantedRecords.restricted, plantedRecords.open].map(
      (id) => `/records/opportunity/${id}`,
    );
    const page = await at(restricted ?? '');
    for (const word of recordWords) expect(page).toContain(word);
    const other = await at(open ?? '');
    for (const word of fieldWords.filter((one) => one !== 'zqfieldfirst')) expect(other).toContain(word);
    expect(await at(`${open}/history`)).toContain('zqfieldfirst');
  });

  test.each(['outsider', 'formerMember', 'guest', 'admin', 'viewAllData', 'follower', 'superior'] as const)(
    'is nowhere for %s',
    async (role) => {
      expect(await leaks(await visitorOf(app, role), (path) => recordWordsHiddenFrom(role, path))).toEqual({});
    },
  );

  test('is nowhere for an outsider when pages are fetched in place', async () => {
    const visitor = await visitorOf(app, 'outsider');
    expect(await leaks(visitor, (path) => recordWordsHiddenFrom('outsider', path), true)).toEqual({});
  });

  test('is nowhere for those who are signed out', async () => {
    expect(await leaks(stranger(app), () => [...recordWords, ...fieldWords])).toEqual({});
  });

  test('a restricted record answers an outsider as one that never was, and so does an item of nothing but a hidden field', async () => {
    const visitor = await visitorOf(app, 'outsider');
    const never = await visitor.get('/records/opportunity/0194f3c5-0000-7000-8000-000000000000');
    for (const path of [
      `/records/opportunity/${plantedRecords.restricted}`,
      ...[...plantedRecords.items, ...plantedRecords.hiddenItems].map((id) => `/posts/${id}`),
    ])
      expect((await visitor.get(path)).status).toBe(never.status);
    expect(never.status).toBe(404);
  });
});
