import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { hasConnections, useDatabase } from '@/lib/testing/database';
import { allowImports } from '@/lib/testing/imports';
import { importSample, writeRefusals } from './sample';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);
const folder = path.join(process.cwd(), 'db/seed/crm');

/** What the command says of the sample's four files. */
async function say(options: { isDryRun?: boolean; makesPeople?: boolean }) {
  const lines: string[] = [];
  const isWhole = await importSample(open.current, folder, {
    isDryRun: false,
    makesPeople: false,
    isTracked: false,
    isNotified: false,
    handle: undefined,
    say: (line) => lines.push(line),
    ...options,
  });
  return { isWhole, lines };
}

beforeAll(async () => {
  await allowImports(open.current);
  // The sample is also the demo's: here nobody of it is there yet, but for those of the cast.
});

const blanks = [
  '  1,425 rows have no account: left blank.',
  '  2,089 rows have no close_date: left blank.',
  '  2,089 rows have no close_value: left blank.',
  '  500 rows have no engage_date: left blank.',
  '  1,480 rows: product read as the mapping says, GTXPro → GTX Pro.',
];

test('people who are not here are named and not made, and their opportunities are not taken', async () => {
  const { isWhole, lines } = await say({ isDryRun: true });
  expect(isWhole).toBe(false);
  expect(lines[0]).toMatch(/^sales_teams.csv: \d+ people are not here: .*Moses Frase/);
  expect(lines[1]).toBe('  Their opportunities are not taken. --people creates them.');
  expect(lines).toContain('products.csv: all of them are choices of an opportunity.');
  expect(lines).toContain('accounts.csv: would be created 85, would be changed 0, unchanged 0, not taken 0.');
  expect(lines).toContain('  12 rows: sector read as the mapping says, technolgy → Technology.');
  expect(await query('select 1 from records where external_id is not null and name = $1', ['Bioholding'])).toEqual([]);
});

test('all 8,800 opportunities and 85 accounts come in, with what is missing said to the row', async () => {
  const { isWhole, lines } = await say({ makesPeople: true });
  expect(isWhole).toBe(true);
  expect(lines).toContain('accounts.csv: created 85, changed 0, unchanged 0, not taken 0.');
  expect(lines).toContain('  70 rows have no subsidiary_of: left blank.');
  expect(lines).toContain('sales_pipeline.csv: created 8,800, changed 0, unchanged 0, not taken 0.');
  for (const line of blanks) expect(lines).toContain(line);
  const stages =
    await query(`select r.values ->> 'stage' as stage, count(*)::int as n from records r join objects o on o.id = r.object_id
    where o.api_name = 'opportunity' and r.external_id is not null and length(r.external_id) = 8 group by 1 order by 1`);
  expect(stages).toEqual([
    { stage: 'Engaging', n: 1589 },
    { stage: 'Lost', n: 2473 },
    { stage: 'Prospecting', n: 500 },
    { stage: 'Won', n: 4238 },
  ]);
  expect(await query('select count(*)::int as n from notifications')).toEqual([{ n: 0 }]);
  expect(
    await query(
      "select count(*)::int as n from feed_items i join records r on r.id = i.subject_id where r.external_id = 'Bioholding'",
    ),
  ).toEqual([{ n: 0 }]);
}, 120_000);

test.runIf(hasConnections())('and again they change nothing', async () => {
  const { lines } = await say({});
  expect(lines).toContain('sales_teams.csv: everybody in it is here.');
  expect(lines).toContain('sales_pipeline.csv: created 0, changed 0, unchanged 8,800, not taken 0.');
});

test('the rows that were not taken come as CSV', async () => {
  const [row] = await query("select id from imports where is_dry_run and file_name = 'sales_pipeline.csv'");
  const csv = await writeRefusals(open.current, String(row?.id));
  expect(csv).toMatch(/^\uFEFFLine,Column,Text,Why\r\n2,sales_agent,Moses Frase,Nobody is found by this name\.\r\n/);
});
