import { beforeAll, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { scope } from '@/lib/access/scope';
import { getObject } from '@/lib/objects/queries';
import type { FieldView, ObjectView, StoredValues } from '@/lib/objects/view-models';
import { useDatabase } from '@/lib/testing/database';
import { makeRecord } from '@/lib/testing/records';
import { findRecords } from './find-records';
import { planList } from './plan-rules';
import { defaultShape, listFields } from './rules';
import type { ListRow } from './view-models';

useDatabase();
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);

/** The same numbers on every run. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const RECORDS = 90;
const names = ['Éclair', 'eclair', 'Zoë', 'ábc', 'ABC', 'abc', '日本', '😀 deal', 'a"b', "o'c", 'مرحبا', '', 'ABD'];
let object: ObjectView;

function valuesOf(pick: (below: number) => number): StoredValues {
  const maybe = <T>(value: T) => (pick(4) === 0 ? null : value);
  const one = <T>(from: readonly T[]) => maybe(from[pick(from.length)] ?? null);
  return {
    name: `${names[pick(names.length)]} ${pick(3)}`,
    owner: pick(3) === 0 ? cast.member.id : cast.owner.id,
    stage: ['Prospecting', 'Engaging', 'Won', 'Lost'][pick(4)] ?? 'Won',
    product: one(['GTX Pro', 'MG Special', 'GTK 500']),
    amount: one([0, -5, 10, 10, 2.5, 1e14, 99_999]),
    close_date: one(['2026-01-31', '2026-02-01', '2026-02-01', '1999-12-31']),
    engage_date: one(['2026-01-31', '2026-02-01']),
    next_step: one(names.filter(Boolean)),
  };
}

beforeAll(async () => {
  const pick = chance(7);
  for (let n = 0; n < RECORDS; n++)
    await makeRecord(owner, 'opportunity', valuesOf(pick), {
      isPrivate: pick(4) === 0,
      telling: { isQuiet: true, isTracked: false, at: new Date(Date.UTC(2026, 0, 1 + pick(20), pick(3))) },
    });
  object = await getObject(owner, 'opportunity');
}, 120_000);

async function pages(
  viewer: typeof owner,
  sort: string,
  isDescending: boolean,
  size: number,
  scope_: 'all' | 'mine' = 'all',
) {
  const plan = planList(object, { ...defaultShape(object, scope_), sort, isDescending });
  if ('kind' in plan) throw new Error('No such list.');
  const rows: ListRow[] = [];
  let after: string | undefined;
  do {
    const found = await findRecords(scope(viewer), object, plan, { after, size });
    expect(found.rows.length).toBeLessThanOrEqual(size);
    rows.push(...found.rows);
    after = found.next ?? undefined;
  } while (after && rows.length < 10 * RECORDS);
  return rows;
}

const personName = (id: unknown) => [cast.owner, cast.member].find((person) => person.id === id)?.name.toLowerCase();

/** What the SQL sorts by, once more. */
function keyOf(row: ListRow, { apiName, role, type, options }: FieldView): string | number | null {
  if (apiName === 'created_at') return row.id;
  if (apiName === 'updated_at') return row.updatedAt;
  if (role === 'name') return row.name.toLowerCase();
  const value = role === 'owner' ? row.ownerId : (row.values[apiName] ?? null);
  if (value === null) return null;
  if (type === 'person') return personName(value) ?? null;
  if (type === 'picklist') return options.findIndex((option) => option.value === value);
  return typeof value === 'number' ? value : String(value);
}

const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : bytes(String(a), String(b));

function reference(rows: readonly ListRow[], field: FieldView, isDescending: boolean): string[] {
  const sign = isDescending ? -1 : 1;
  const sorted = rows.toSorted((a, b) => {
    const [x, y] = [keyOf(a, field), keyOf(b, field)];
    const blanks = Number(x === null) - Number(y === null);
    if (blanks !== 0) return blanks;
    const byKey = x === null || y === null ? 0 : compare(x, y);
    return sign * (byKey || bytes(a.id, b.id));
  });
  return sorted.map(({ id }) => id);
}

const sortable = [
  'updated_at',
  'created_at',
  'stage',
  'product',
  'amount',
  'close_date',
  'engage_date',
  'next_step',
  'owner',
  'account',
  'description',
];

describe('a list by pages is the whole list in order', () => {
  test.each(sortable)('by %s, up and down, in pages of any size, along an index and from a few', async (sort) => {
    const everything = await pages(owner, 'created_at', true, 1000);
    expect(everything.length).toBeGreaterThanOrEqual(RECORDS);
    const field = listFields(object).find(({ apiName }) => apiName === sort);
    if (!field) throw new Error('No such field.');
    for (const isDescending of [false, true]) {
      for (const size of [7, 50]) {
        const all = await pages(owner, sort, isDescending, size);
        expect(all.map(({ id }) => id)).toEqual(reference(everything, field, isDescending));
        const mine = await pages(owner, sort, isDescending, size, 'mine');
        const own = everything.filter(({ ownerId }) => ownerId === owner.id);
        expect(mine.map(({ id }) => id)).toEqual(reference(own, field, isDescending));
      }
    }
  });

  test('by name in the order of the database, each row once', async () => {
    const all = await pages(owner, 'name', false, 7);
    const back = await pages(owner, 'name', true, 11);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ id }) => id)).toEqual(back.map(({ id }) => id).toReversed());
  });

  test('and of those who see less, what they see', async () => {
    const all = await pages(owner, 'amount', true, 1000);
    const seen = await pages(member, 'amount', true, 7);
    const ids = new Set(seen.map(({ id }) => id));
    expect(seen.length).toBeLessThan(all.length);
    expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id).filter((id) => ids.has(id)));
  });
});

test('of an object that is closed, what one holds comes in order and no more', async () => {
  const pick = chance(11);
  const telling = { isQuiet: true, isTracked: false };
  for (let n = 0; n < 40; n++) {
    const at = new Date(Date.UTC(2026, 0, 1 + pick(5)));
    const who = n % 3 === 0 ? member : owner;
    await makeRecord(who, 'project', { name: `Closed ${n}` }, { isPrivate: true, telling: { ...telling, at } });
  }
  const project = { ...(await getObject(owner, 'project')), access: 'private' as const };
  for (const sort of ['updated_at', 'created_at', 'name']) {
    const plan = planList(project, { ...defaultShape(project), sort, isDescending: sort !== 'name' });
    if ('kind' in plan) throw new Error('No such list.');
    const read = async (size: number) => {
      const rows: ListRow[] = [];
      let after: string | undefined;
      do {
        const found = await findRecords(scope(member), project, plan, { after, size });
        rows.push(...found.rows);
        after = found.next ?? undefined;
      } while (after);
      return rows;
    };
    const rows = await read(4);
    expect(rows).toHaveLength(14);
    expect(rows).toEqual(await read(100));
    expect(new Set(rows.map(({ ownerId }) => ownerId))).toEqual(new Set([member.id]));
  }
});
