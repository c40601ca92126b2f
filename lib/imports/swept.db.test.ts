import { beforeAll, expect, test } from 'vitest';
import { sweep } from '@/lib/housekeeping/sweep';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { allowImports, importer } from '@/lib/testing/imports';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

beforeAll(() => allowImports(open.current));

async function old(days: number, state: string): Promise<string> {
  const id = newId();
  await query(
    `insert into imports (id, person_id, object_id, file_name, state, run, created_at)
     select $1, $2, id, 'old.csv', $3, 1, now() - $4 * interval '1 day' from objects where api_name = 'account'`,
    [id, importer.id, state, days],
  );
  await query('insert into import_keys (import_id, run, key, line) values ($1, 1, $2, 2)', [id, newId()]);
  return id;
}

test('files that nobody imported go after a week, reports after a quarter, and ids once nobody needs them', async () => {
  await old(8, 'draft');
  await old(8, 'checked');
  await old(91, 'done');
  const draft = await old(6, 'draft');
  const done = await old(89, 'done');
  const working = await old(100, 'importing');
  await sweep(new Date());
  const ids = async (text: string) => (await query(text)).map(({ id }) => id);
  expect(await ids('select id from imports order by created_at')).toEqual([working, done, draft]);
  expect(await ids('select import_id as id from import_keys')).toEqual([working]);
});
