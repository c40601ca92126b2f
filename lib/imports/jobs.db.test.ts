import { beforeAll, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/errors';
import { drain } from '@/lib/events/worker';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { allowImports, importer } from '@/lib/testing/imports';
import { checkImport } from './check-import';
import { getImport, listImports, listRefusals } from './queries';
import { receiveFile } from './receive-file';
import { refusalsAsCsv } from './report-csv';
import { cancelImport, resumeImport, startImport } from './start-import';
import { importsSubscriber } from './subscriber';
import type { ImportMapping } from './view-models';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

beforeAll(() => allowImports(open.current));

async function* pieces(text: string, endsBadly = false) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
  if (endsBadly) throw new Invalid({ file: 'The file did not arrive whole.' });
}

const table = (count: number, key: string) =>
  `id,Account name,Employees\n${Array.from({ length: count }, (_, n) => `${key}${n},${key} ${n},${n}`).join('\n')}\n`;

const upload = (text: string) =>
  receiveFile(importer, { object: 'account', fileName: 'accounts.csv', bytes: pieces(text) });

const work = () => drain({ subscribers: [importsSubscriber] });

const given = (id: string, { columns, ...mapping }: ImportMapping) => ({
  id,
  ...mapping,
  columns: columns.map(({ column, field }) => ({ column, field, match: '', isLeftBlank: false, readAs: {} })),
});

/** Uploaded, and checked as it was guessed. */
async function checked(text: string): Promise<string> {
  const { id } = await upload(text);
  const { mapping } = await getImport(importer, id);
  if (!mapping) throw new Error('Nothing was guessed.');
  await checkImport(importer, given(id, mapping));
  await work();
  return id;
}

const count = async (key: string) =>
  Number((await query('select count(*)::int as n from records where external_id like $1', [`${key}%`]))[0]?.n);

test('a file is guessed, checked and imported by the worker, a chunk for each event, and its rows are let go of', async () => {
  const id = await checked(table(4500, 'job'));
  expect(await getImport(importer, id)).toMatchObject({
    state: 'checked',
    counts: { created: 4500 },
    rowsDone: 4500,
    rowCount: 4500,
  });
  expect(await count('job')).toBe(0);
  await startImport(importer, { id });
  await work();
  expect(await getImport(importer, id)).toMatchObject({ state: 'done', counts: { created: 4500, refused: 0 } });
  expect(await count('job')).toBe(4500);
  expect(await query('select 1 from import_chunks where import_id = $1', [id])).toEqual([]);
  const [events] = await query(
    "select count(*)::int as n from outbox_events where type = 'import.chunk_due' and payload ->> 'importId' = $1",
    [id],
  );
  expect(events?.n).toBe(6);
  expect((await listImports(importer))[0]).toMatchObject({ id, state: 'done' });
}, 60_000);

test('what is cancelled leaves whole chunks, and a check that is cancelled can be made again', async () => {
  const id = await checked(table(4500, 'part'));
  await startImport(importer, { id });
  await query(
    "update outbox_events set due_at = now() + interval '1 hour' where type = 'import.chunk_due' and done_at is null",
  );
  expect(await cancelImport(importer, { id })).toEqual({ isCheck: false });
  await query("update outbox_events set due_at = now() where type = 'import.chunk_due' and done_at is null");
  await work();
  expect(await getImport(importer, id)).toMatchObject({ state: 'cancelled' });
  expect(await count('part')).toBe(0);
  const other = await upload(table(3, 'again'));
  const { mapping } = await getImport(importer, other.id);
  if (!mapping) throw new Error('Nothing was guessed.');
  await checkImport(importer, given(other.id, mapping));
  expect(await cancelImport(importer, other)).toEqual({ isCheck: true });
  await work();
  expect(await getImport(importer, other.id)).toMatchObject({ state: 'draft', rowsDone: 0 });
  await checkImport(importer, given(other.id, mapping));
  await work();
  expect(await getImport(importer, other.id)).toMatchObject({ state: 'checked', counts: { created: 3 } });
}, 60_000);

test('nothing is imported that was not checked, and nothing twice', async () => {
  const { id } = await upload(table(2, 'once'));
  await expect(startImport(importer, { id })).rejects.toThrow(Conflict);
  const ready = await checked(table(2, 'once'));
  await startImport(importer, { id: ready });
  await expect(startImport(importer, { id: ready })).rejects.toThrow(Conflict);
  await work();
  await expect(startImport(importer, { id: ready })).rejects.toThrow(Conflict);
  await expect(resumeImport(importer, { id: ready })).rejects.toThrow(Conflict);
  await expect(cancelImport(importer, { id: ready })).rejects.toThrow(Conflict);
  expect(await count('once')).toBe(2);
});

test('one that stopped goes on where it stopped', async () => {
  const id = await checked(table(2500, 'stop'));
  await startImport(importer, { id });
  await query("delete from person_permissions where person_id = $1 and permission = 'modify_all_data'", [importer.id]);
  await work();
  await allowImports(open.current);
  expect(await getImport(importer, id)).toMatchObject({ state: 'stopped', rowsDone: 0 });
  await resumeImport(importer, { id });
  await work();
  expect(await getImport(importer, id)).toMatchObject({ state: 'done', problem: null, counts: { created: 2500 } });
}, 60_000);

testParallel('workers that drain at once do each chunk once', async () => {
  const id = await checked(table(6500, 'many'));
  await startImport(importer, { id });
  await Promise.all([work(), work(), work()]);
  await work();
  expect(await getImport(importer, id)).toMatchObject({ state: 'done', counts: { created: 6500 } });
  expect(await count('many')).toBe(6500);
});

test('a file that does not come whole leaves nothing', async () => {
  const before = await query('select count(*)::int as n from imports');
  const bytes = pieces(table(5000, 'cut'), true);
  await expect(receiveFile(importer, { object: 'account', fileName: 'a.csv', bytes })).rejects.toThrow(Invalid);
  await expect(upload('id,name\n')).rejects.toThrow(Invalid);
  expect(await query('select count(*)::int as n from imports')).toEqual(before);
  expect(
    await query('select 1 from import_chunks k where not exists (select 1 from imports i where i.id = k.import_id)'),
  ).toEqual([]);
});

test('nobody but its importer finds an import, and only who may import at all', async () => {
  const { id } = await upload(table(1, 'own'));
  await expect(getImport(viewerOf(cast.admin), id)).rejects.toThrow(Forbidden);
  await expect(listRefusals(viewerOf(cast.member), id)).rejects.toThrow(Forbidden);
  const other = { ...importer, id: cast.owner.id };
  await expect(getImport(other, id)).rejects.toThrow(NotFound);
  await expect(cancelImport(other, { id })).rejects.toThrow(NotFound);
  expect((await listImports(other)).map((one) => one.id)).not.toContain(id);
});

test('fields that the importer may not read are not offered, and not taken by hand', async () => {
  await query("update fields set is_restricted = true where api_name = 'employees'");
  const { id } = await upload(table(1, 'hidden'));
  const { mapping } = await getImport(importer, id);
  expect(mapping?.columns.map(({ field }) => field)).toEqual(['name']);
  const byHand = { column: 2, field: 'employees', match: '', isLeftBlank: false, readAs: {} };
  const asked = { id, externalId: 0, createdAt: null, nameFrom: null, isTracked: false, isNotified: false };
  const name = { ...byHand, column: 1, field: 'name' };
  await expect(checkImport(importer, { ...asked, columns: [name, byHand] })).rejects.toMatchObject({
    fields: { column_2: expect.any(String) },
  });
  await query("update fields set is_restricted = false where api_name = 'employees'");
});

test('refused rows as CSV run nothing in a spreadsheet', () => {
  const csv = refusalsAsCsv([{ line: 2, column: '=A1', text: "@SUM(1+1)*cmd|' /C calc'!A0", why: 'No, "never"' }]);
  expect(csv).toBe(`\uFEFFLine,Column,Text,Why\r\n2,'=A1,'@SUM(1+1)*cmd|' /C calc'!A0,"No, ""never"""\r\n`);
});
