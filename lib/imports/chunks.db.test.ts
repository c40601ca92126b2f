import { beforeAll, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { allowImports, beginTrial, dealTrial, importer, importResult, tryImport } from '@/lib/testing/imports';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

beforeAll(() => allowImports(open.current));

const { handle } = cast.member;

test('2,000 records leave no item, no notification and one event each thousand (R26)', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => `Q${n},Quiet ${n},Won,${n},,,${handle}`).join('\n');
  const count = () =>
    query(`select (select count(*) from feed_items)::int as items, (select count(*) from feed_entries)::int as entries,
    (select count(*) from notifications)::int as told, (select count(*) from outbox_events where type like 'record%')::int as events`);
  const [before] = await count();
  expect(await tryImport(importer, dealTrial(rows, { size: 1000 }))).toMatchObject({ created: 2000 });
  const [after] = await count();
  expect(after).toEqual({ ...before, events: Number(before?.events) + 2 });
  const [event] = await query(
    "select (payload ->> 'isQuiet')::boolean as quiet, jsonb_array_length(payload -> 'recordIds') as count from outbox_events where type = 'records.imported' order by id desc limit 1",
  );
  expect(event).toMatchObject({ quiet: true, count: 1000 });
});

describe('chunks', () => {
  const rows = (prefix: string) =>
    Array.from({ length: 9 }, (_, n) => `${prefix}${n},Row ${n},Won,,,,${handle}`).join('\n');

  test('are done once and in their order, whoever comes', async () => {
    const { id, doChunk } = await beginTrial(importer, dealTrial(rows('K'), { size: 3 }));
    expect(await doChunk(1)).toBe('stale');
    expect(await doChunk(0)).toBe('more');
    expect(await doChunk(0)).toBe('stale');
    expect(await doChunk(1)).toBe('more');
    expect(await doChunk(2)).toBe('ended');
    expect(await doChunk(2)).toBe('stale');
    expect(await importResult(id)).toMatchObject({ created: 9, state: 'done' });
  });

  test('are whole or nothing: one that fails in its middle leaves no row of it', async () => {
    const { id, doChunk } = await beginTrial(importer, dealTrial(rows('L'), { size: 5 }));
    await doChunk(0);
    await query(
      "alter table record_changes add constraint trial check (created_at < now() - interval '1 day') not valid",
    );
    await expect(doChunk(1)).rejects.toThrow();
    await query('alter table record_changes drop constraint trial');
    expect(await importResult(id)).toMatchObject({ created: 5, state: 'importing' });
    expect(await query("select count(*)::int as n from records where external_id like 'L_'")).toEqual([{ n: 5 }]);
    expect(await doChunk(1)).toBe('ended');
    expect(await query("select count(*)::int as n from records where external_id like 'L_'")).toEqual([{ n: 9 }]);
  });

  testParallel('that two processes do at once are done by one of them', async () => {
    const { id, doChunk } = await beginTrial(importer, dealTrial(rows('M')));
    expect((await Promise.all([doChunk(0), doChunk(0), doChunk(0)])).toSorted()).toEqual(['ended', 'stale', 'stale']);
    expect(await importResult(id)).toMatchObject({ created: 9 });
  });

  testParallel('of two imports that make the same records agree', async () => {
    const one = await beginTrial(importer, dealTrial(rows('N')));
    const other = await beginTrial(importer, dealTrial(rows('N')));
    await Promise.all([one.doChunk(0), other.doChunk(0)]);
    const [first, second] = [await importResult(one.id), await importResult(other.id)];
    expect([first.created + second.created, first.unchanged + second.unchanged]).toEqual([9, 9]);
  });

  test('are done no more by whoever lost the permission', async () => {
    const { id, doChunk } = await beginTrial(importer, dealTrial(rows('O')));
    await query("delete from person_permissions where person_id = $1 and permission = 'modify_all_data'", [
      importer.id,
    ]);
    expect(await doChunk(0)).toBe('stopped');
    await query("insert into person_permissions (person_id, permission) values ($1, 'modify_all_data')", [importer.id]);
    expect(await importResult(id)).toMatchObject({
      created: 0,
      state: 'stopped',
      problem: expect.stringContaining('may not import'),
    });
  });

  test('are done no more where a mapped field is gone', async () => {
    const { id, doChunk } = await beginTrial(
      importer,
      dealTrial(rows('R'), { fields: { name: 'name', stage: 'stage', amount: 'no_such_field' } }),
    );
    expect(await doChunk(0)).toBe('stopped');
    expect(await importResult(id)).toMatchObject({ created: 0, problem: expect.stringContaining('no_such_field') });
  });
});
