import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { getObject } from '@/lib/objects/queries';
import type { ListFilter } from '@/lib/objects/view-models';
import { addRecordTopic } from '@/lib/record-topics/change-record-topics';
import { useDatabase } from '@/lib/testing/database';
import { makeRecord } from '@/lib/testing/records';
import { exportRecords } from './export-records';
import { planList } from './plan-rules';
import { listRecords } from './queries';
import { defaultShape } from './rules';
import type { ListShape } from './view-models';

const open = useDatabase();
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

const today = ({ timeZone }: Viewer) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());

async function planOf(viewer: Viewer, apiName: string, shape: Partial<ListShape>) {
  const object = await getObject(viewer, apiName);
  return { object, plan: planList(object, { ...defaultShape(object), ...shape }) };
}

async function namesOf(viewer: Viewer, apiName: string, shape: Partial<ListShape>) {
  const { object, plan } = await planOf(viewer, apiName, shape);
  if ('kind' in plan) return plan;
  return (await listRecords(viewer, object, plan)).rows.map(({ name }) => name).toSorted();
}

const filtered = (viewer: Viewer, apiName: string, ...filters: ListFilter[]) => namesOf(viewer, apiName, { filters });
const filter = (field: string, operator: ListFilter['operator'], ...values: string[]): ListFilter => ({
  field,
  operator,
  values,
});

describe('a list is narrowed by', () => {
  const marked = filter('next_step', 'is', 'to be narrowed');
  const step = { next_step: 'to be narrowed' };

  test('each type of field as its operators say', async () => {
    const account = await makeRecord(owner, 'account', { name: 'Narrowed & Sons' });
    await makeRecord(owner, 'opportunity', {
      ...step,
      name: 'One',
      stage: 'Won',
      amount: 10,
      close_date: '2026-01-31',
      account,
    });
    await makeRecord(owner, 'opportunity', {
      ...step,
      name: 'Two 100%',
      stage: 'Lost',
      amount: -2.5,
      close_date: '2026-02-01',
    });
    await makeRecord(owner, 'opportunity', { ...step, name: 'Three_x', stage: 'Won', owner: cast.member.id });
    const among = (...filters: ListFilter[]) => filtered(owner, 'opportunity', marked, ...filters);
    expect(await among(filter('stage', 'is', 'Won'))).toEqual(['One', 'Three_x']);
    expect(await among(filter('stage', 'is', 'Won', 'Lost'))).toHaveLength(3);
    expect(await among(filter('stage', 'is_not', 'Won'))).toEqual(['Two 100%']);
    expect(await among(filter('amount', 'over', '9.5'))).toEqual(['One']);
    expect(await among(filter('amount', 'until', '10'))).toEqual(['One', 'Two 100%']);
    expect(await among(filter('amount', 'is', '-2.5'))).toEqual(['Two 100%']);
    expect(await among(filter('amount', 'is_not', '10'))).toEqual(['Three_x', 'Two 100%']);
    expect(await among(filter('amount', 'blank'))).toEqual(['Three_x']);
    expect(await among(filter('close_date', 'from', '2026-02-01'))).toEqual(['Two 100%']);
    expect(await among(filter('close_date', 'until', '2026-01-31'))).toEqual(['One']);
    expect(await among(filter('close_date', 'filled'))).toEqual(['One', 'Two 100%']);
    expect(await among(filter('account', 'is', 'narrowed & sons'))).toEqual(['One']);
    expect(await among(filter('account', 'is', account))).toEqual(['One']);
    expect(await among(filter('account', 'contains', 'owed &'))).toEqual(['One']);
    expect(await among(filter('account', 'is_not', account))).toEqual(['Three_x', 'Two 100%']);
    expect(await among(filter('owner', 'is', `@${cast.member.handle}`))).toEqual(['Three_x']);
    expect(await among(filter('owner', 'is', 'me'))).toEqual(['One', 'Two 100%']);
    expect(await among(filter('owner', 'is_not', 'me'))).toEqual(['Three_x']);
    expect(await among(filter('name', 'contains', '100%'))).toEqual(['Two 100%']);
    expect(await among(filter('name', 'starts', 'three_'))).toEqual(['Three_x']);
    expect(await among(filter('name', 'contains', '_'))).toEqual(['Three_x']);
    expect(await among(filter('created_at', 'from', '2999-01-01'))).toEqual([]);
    expect(await among(filter('updated_at', 'is', today(owner)))).toHaveLength(3);
  });

  test('topics, as far as the reader may see the record', async () => {
    const id = await makeRecord(owner, 'account', { name: 'Tagged' });
    const closed = await makeRecord(owner, 'account', { name: 'Tagged and closed' }, { isPrivate: true });
    for (const one of [id, closed]) await addRecordTopic(owner, { id: one, topic: 'ListTopic' });
    expect(await namesOf(owner, 'account', { topics: ['listtopic'] })).toEqual(['Tagged', 'Tagged and closed']);
    expect(await namesOf(outsider, 'account', { topics: ['listtopic'] })).toEqual(['Tagged']);
    expect(await namesOf(owner, 'account', { topics: ['nobody uses this'] })).toEqual([]);
  });

  test('nothing that does not fit: it is said instead', async () => {
    expect(await filtered(owner, 'opportunity', filter('amount', 'over', 'much'))).toMatchObject({
      kind: 'value',
      label: 'Amount',
    });
    expect(await filtered(owner, 'opportunity', filter('close_date', 'from', '2026-02-31'))).toMatchObject({
      kind: 'value',
    });
    expect(await filtered(owner, 'opportunity', filter('stage', 'is', 'Nowhere'))).toMatchObject({ kind: 'value' });
    expect(await filtered(owner, 'opportunity', filter('name', 'is', 'a\0b'))).toMatchObject({ kind: 'value' });
    expect(await filtered(owner, 'opportunity', filter('stage', 'over', 'Won'))).toEqual({ kind: 'field' });
    expect(await filtered(owner, 'opportunity', filter("x' or '1", 'is', '1'))).toEqual({ kind: 'field' });
  });
});

const { apiName: margin } = cast.margin;

describe('a field that somebody may not read', () => {
  test('is no column, filter or order of theirs, and is not told from one that never was', async () => {
    for (const name of [margin, 'never_was']) {
      expect(await filtered(outsider, 'opportunity', filter(name, 'over', '40'))).toEqual({ kind: 'field' });
      expect(await filtered(outsider, 'opportunity', filter(name, 'over', 'no number'))).toEqual({ kind: 'field' });
      expect(await namesOf(outsider, 'opportunity', { sort: name })).toEqual({ kind: 'field' });
      expect(await namesOf(outsider, 'opportunity', { columns: [name] })).toEqual({ kind: 'field' });
    }
    expect(await filtered(member, 'opportunity', filter(margin, 'over', '40'))).toContain('Cancity, GTX Pro');
  });

  test('is neither in the rows nor in the file', async () => {
    const { object, plan } = await planOf(outsider, 'opportunity', {});
    if ('kind' in plan) throw new Error('no list');
    const { rows } = await listRecords(outsider, object, plan);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ values }) => margin in values)).toEqual([]);
    expect(await fileOf(outsider, 'opportunity')).not.toMatch(/margin/i);
    expect(await fileOf(member, 'opportunity')).toMatch(/Margin/);
  });
});

async function fileOf(viewer: Viewer, apiName: string, shape: Partial<ListShape> = {}): Promise<string> {
  const { object, plan } = await planOf(viewer, apiName, shape);
  if ('kind' in plan) throw new Error('no list');
  let text = '';
  for await (const lines of exportRecords(viewer, object, plan)) text += lines;
  return text;
}

describe('a file', () => {
  test('holds each record once, and nothing that a spreadsheet would run', async () => {
    const hostile = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', "=cmd|' /C calc'!A0", '"quoted", comma', '-5'];
    for (const [index, name] of hostile.entries())
      await makeRecord(owner, 'task', { subject: name, description: `line\nof ${index}` });
    const text = await fileOf(owner, 'task', { scope: 'mine', sort: 'subject', isDescending: false });
    expect(text.startsWith('\ufeffId,')).toBe(true);
    for (const cell of ["'=1+1", "'+1+1", "'-1+1", "'@SUM(A1)", '"""quoted"", comma"', ',-5,'])
      expect(text).toContain(cell);
    expect(text).not.toMatch(/(^|,|\n)"?[=@]/);
    expect(text.match(/line\nof/g)).toHaveLength(hostile.length);
  });

  test('names only people and records that the reader may know', async () => {
    const account = await makeRecord(owner, 'account', { name: 'Secret parent' }, { isPrivate: true });
    await makeRecord(owner, 'case', { subject: 'Below a secret', status: 'New', priority: 'Low', account });
    expect(await fileOf(owner, 'case')).toContain(`Secret parent,${account}`);
    const told = await fileOf(outsider, 'case');
    expect(told).toContain('Below a secret');
    expect(told).not.toContain('Secret parent');
    expect(told).not.toContain(account);
  });

  test('is noted with its object, its filters and how many went out, and never with what they were', async () => {
    await fileOf(owner, 'opportunity', { filters: [filter('stage', 'is', 'Won')] });
    const [entry] = await open.current.query(
      `select actor_id, details, details ->> 'count' as count from audit_entries where action = 'records.exported' order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ actor_id: owner.id, details: { object: 'opportunity', filters: ['stage'] } });
    expect(Number(entry?.count)).toBeGreaterThan(0);
  });

  test('is complete where it has more than one batch', async () => {
    await open.current.query(
      `with made as (insert into subjects (id, kind, name) select gen_random_uuid(), 'record', 'Batch ' || n from generate_series(1, 1203) n returning id, name)
       insert into records (id, object_id, name, owner_id, values, created_by, updated_by)
       select made.id, o.id, made.name, $1, '{}', $1, $1 from made, objects o where o.api_name = 'project'`,
      [owner.id],
    );
    for (const sort of ['name', 'updated_at', 'description']) {
      const lines = (await fileOf(owner, 'project', { sort })).trim().split('\r\n').slice(1);
      expect(new Set(lines.map((line) => line.slice(0, 36))).size).toBe(1203);
      expect(lines).toHaveLength(1203);
    }
  });
});
