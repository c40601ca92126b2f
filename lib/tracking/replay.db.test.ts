import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { newId } from '@/lib/ids';
import { normal } from '@/lib/objects/value-rules';
import {
  type FieldType,
  type FieldView,
  fieldTypes,
  type StoredValue,
  type StoredValues,
} from '@/lib/objects/view-models';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { differences, movedBy } from './track-rules';

const open = useDatabase();
const viewer = viewerOf(cast.owner);
const people = [cast.owner.id, cast.member.id, cast.outsider.id];
const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase(), isActive: true }));

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const text = fc.constantFrom('', 'x', 'Three years', 'שלום', 'a\nb', '“quoted” \\ {"json": 1}', '😀');
const number = fc.constantFrom<number>(0, 1, -1, 100, 105, 111, 980, 1054, 0.5, 999_999_999_999);

/** Whatever a field of each type can hold, blanks among it. */
const values: Record<FieldType, fc.Arbitrary<StoredValue>> = {
  text,
  long_text: text,
  email: fc.constantFrom('', 'a@example.com', 'b@example.com'),
  phone: fc.constantFrom('', '+1 555 0100', '12'),
  url: fc.constantFrom('', 'https://example.com/', 'https://example.com/b'),
  number: fc.option(number),
  currency: fc.option(number),
  percent: fc.option(number),
  date: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
  datetime: fc.option(day.map((date) => date.toISOString())),
  checkbox: fc.boolean(),
  picklist: fc.constantFrom(null, 'a', 'b', 'c'),
  multi_picklist: fc.constantFrom<StoredValue>(null, [], ['a'], ['a', 'c'], ['a', 'b', 'c']),
  person: fc.constantFrom(null, ...people),
  lookup: fc.constant(null),
};

const field = (type: FieldType): FieldView => ({
  id: type,
  apiName: `f_${type}`,
  label: type,
  help: '',
  type,
  role: null,
  isRequired: false,
  defaultValue: null,
  options,
  lookupObject: null,
  scale: 2,
  currency: 'USD',
  isTracked: true,
  threshold: null,
  isSortable: false,
  isRestricted: false,
  isStandard: false,
});

test('what differs between two states, put upon the old one, is the new one, for every type of field', () => {
  const fields = fieldTypes.map(field);
  const state = fc.record(Object.fromEntries(fields.map(({ apiName, type }) => [apiName, values[type]])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(state, state, (before, after) => {
      const [old, now] = [before as StoredValues, after as StoredValues];
      const found = differences(fields, old, now);
      const applied = { ...old, ...Object.fromEntries(found.map((change) => [change.field.apiName, change.new])) };
      const undone = { ...now, ...Object.fromEntries(found.map((change) => [change.field.apiName, change.old])) };
      for (const { apiName } of fields) {
        expect(normal(applied[apiName])).toEqual(normal(now[apiName]));
        expect(normal(undone[apiName])).toEqual(normal(old[apiName]));
      }
      expect(found.every((change) => JSON.stringify(change.old) !== JSON.stringify(change.new))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const objectId = newId();
const tracked = fieldTypes.filter((type) => type !== 'lookup');

beforeAll(async () => {
  const put = `insert into fields (id, object_id, api_name, label, type, role, options, is_required, is_tracked, scale, position) values ($1, $2, $3, $3, $4, $5, $6, $7, true, 2, $8)`;
  await open.current.query(
    `insert into objects (id, api_name, label, plural, is_tracked) values ($1, 'gadget', 'Gadget', 'Gadgets', true)`,
    [objectId],
  );
  const rows = [
    ['name', 'text', 'name'],
    ['owner', 'person', 'owner'],
    ...tracked.map((type) => [`f_${type}`, type, null]),
  ] as const;
  for (const [index, [apiName, type, role]] of rows.entries())
    await open.current.query(put, [
      newId(),
      objectId,
      apiName,
      type,
      role,
      JSON.stringify(options),
      role !== null,
      index,
    ]);
});

type Setting = { isTracked: boolean; off: string[]; threshold: number | null };
type Step = { setting: Setting; patch: Record<string, StoredValue> };

const numeric = ['f_number', 'f_currency', 'f_percent'];
const step: fc.Arbitrary<Step> = fc.record({
  setting: fc.record({
    isTracked: fc.constantFrom(true, true, true, false),
    off: fc.subarray(['name', 'owner', ...tracked.map((type) => `f_${type}`)], { maxLength: 5 }),
    threshold: fc.constantFrom(null, 0, 10, 50),
  }),
  patch: fc.record(
    {
      name: fc.constantFrom('One', 'Two', 'שלוש'),
      owner: fc.constantFrom(cast.owner.id),
      ...Object.fromEntries(tracked.map((type) => [`f_${type}`, values[type]])),
    },
    { requiredKeys: [] },
  ),
});

const blank = (value: StoredValue | undefined) =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

type Row = { field: string; old: StoredValue; new: StoredValue; isAnnounced: boolean };

/** What ought to be kept and announced, said once more in the plainest way. */
function expected(state: Record<string, StoredValue>, { setting, patch }: Step): Row[] {
  const rows: Row[] = [];
  for (const [name, given] of Object.entries(patch)) {
    const [old, now] = [state[name], given].map((value) => (blank(value) ? null : (value as StoredValue))) as [
      StoredValue,
      StoredValue,
    ];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const isFar =
      !numeric.includes(name) ||
      setting.threshold === null ||
      typeof old !== 'number' ||
      typeof now !== 'number' ||
      old === 0 ||
      Math.abs(now - old) * 100 > setting.threshold * Math.abs(old);
    rows.push({ field: name, old, new: now, isAnnounced: setting.isTracked && !setting.off.includes(name) && isFar });
    state[name] = now;
  }
  return rows;
}

async function set({ isTracked, off, threshold }: Setting) {
  await open.current.query('update objects set is_tracked = $2 where id = $1', [objectId, isTracked]);
  await open.current.query(
    `update fields set is_tracked = not (api_name = any($2)), threshold = case when type in ('number', 'currency', 'percent') then $3::int end where object_id = $1`,
    [objectId, off, threshold],
  );
}

const byField = (rows: Row[]) => rows.toSorted((a, b) => (a.field < b.field ? -1 : 1));

test('any sequence of edits keeps exactly what changed, and announces exactly what the settings of the moment ask for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await set({ isTracked: true, off: [], threshold: null });
      const recordId = await makeRecord(viewer, 'gadget', { name: 'One' });
      const state: Record<string, StoredValue> = { name: 'One', owner: cast.owner.id };
      let version = 1;
      for (const one of steps) {
        await set(one.setting);
        const { itemId } = await changeValues(viewer, recordId, one.patch);
        const wanted = expected(state, one);
        if (wanted.length > 0) version++;
        expect(itemId !== null).toBe(wanted.some(({ isAnnounced }) => isAnnounced));
        const kept = (await open.current.query(
          `select f.api_name as field, c.old_value as old, c.new_value as new, c.item_id is not null as "isAnnounced"
           from record_changes c join fields f on f.id = c.field_id where c.subject_id = $1 and c.version = $2`,
          [recordId, wanted.length > 0 ? version : -1],
        )) as Row[];
        expect(byField(kept)).toEqual(byField(wanted));
      }
      const [record] = (await open.current.query('select name, "values", version from records where id = $1', [
        recordId,
      ])) as {
        name: string;
        values: StoredValues;
        version: number;
      }[];
      expect(record?.version).toBe(version);
      expect({ ...record?.values, name: record?.name, owner: cast.owner.id }).toEqual(
        Object.fromEntries(Object.entries(state).filter(([, value]) => !blank(value))),
      );
      const items = await open.current.query(
        `select i.id from feed_items i where i.subject_id = $1 and not exists (select 1 from record_changes c where c.item_id = i.id)`,
        [recordId],
      );
      expect(items).toEqual([]);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 60_000);

test('a record below another is announced there exactly where its object asks for it', async () => {
  for (const [isTracked, announces] of [
    [true, true],
    [true, false],
    [false, true],
  ]) {
    await open.current.query(`update objects set is_tracked = $1, announces_related = $2 where api_name = 'account'`, [
      isTracked,
      announces,
    ]);
    const account = await makeRecord(viewer, 'account', { name: 'Acme' });
    const caseId = await makeRecord(viewer, 'case', { subject: 'Login fails', account });
    const rows = await open.current.query(
      `select c.related_id, c.item_id is not null as told from record_changes c where c.subject_id = $1 and c.event = 'relatedCreated'`,
      [account],
    );
    expect(rows).toEqual(isTracked && announces ? [{ related_id: caseId, told: true }] : []);
  }
});

test('how far a number moved: from nothing and to nothing endlessly far', () => {
  expect([movedBy(100, 111), movedBy(-100, -90), movedBy(0, 1), movedBy(null, 1), movedBy(1, null)]).toEqual([
    11,
    10,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
});
