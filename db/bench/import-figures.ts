import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Database } from '@/db/database';
import { sampleMapping } from '@/db/import/crm';
import { importFile } from '@/db/import/import-file';
import type { Viewer } from '@/lib/access/viewer';
import { temporaryFolder } from '@/lib/testing/temporary';

const products = ['GTX Basic', 'GTX Pro', 'GTX Plus Basic', 'MG Special', 'MG Advanced', 'GTK 500'];
const stages = ['Prospecting', 'Engaging', 'Won', 'Lost'];
const pad = (value: number) => String(value).padStart(2, '0');

const header = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n';

/** Lines of a file like the sample's, of any length: `value` tells a second file of the same ids from the first. */
function* lines(count: number, owner: string, value: number, accounts: number) {
  yield header;
  for (let n = 0; n < count; n++) {
    const day = `2026-${pad(1 + (n % 9))}-${pad(1 + (n % 28))}`;
    yield `B${n},${owner},${products[n % products.length]},Account ${n % accounts},${stages[n % stages.length]},${day},${day},${value + (n % 10_000)}\n`;
  }
}

function* accountLines(count: number) {
  yield 'account,sector,year_established,revenue,employees,office_location,subsidiary_of\n';
  for (let n = 0; n < count; n++) yield `Account ${n},retail,1999,12.5,${n},Kenya,\n`;
}

const number = (value: number) => Math.round(value).toLocaleString('en-US');

type Options = { rows: number; changed: number };

/** Prints how fast records are created, found unchanged and changed, quietly and announced. */
export async function measureImport(database: Database, viewer: Viewer, { rows, changed }: Options): Promise<void> {
  const folder = temporaryFolder('import-bench');
  const run = async (what: string, name: string, text: Iterable<string>, isTracked: boolean, count: number) => {
    const file = path.join(folder, `${name}.csv`);
    await pipeline(text, createWriteStream(file));
    const object = name === 'accounts' ? 'account' : 'opportunity';
    const began = performance.now();
    const cpu = process.cpuUsage();
    await importFile({
      viewer,
      object,
      file,
      isDryRun: what.startsWith('check'),
      mappingOf: (columns) => sampleMapping(object, columns, { isTracked, isNotified: false }),
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const memory = process.resourceUsage().maxRSS / 1024;
    console.log(
      `${what.padEnd(36)} ${number(count).padStart(10)} rows  ${number(count / seconds).padStart(8)} rows/s  ${number((user + system) / count).padStart(4)} µs of this process a row  peak ${number(memory)} MB`,
    );
  };
  console.log(`Import on ${database.driver}; the aim on Postgres is 20,000 rows/s created.`);
  await run('accounts', 'accounts', accountLines(1000), false, 1000);
  await run('create opportunities, quiet', 'first', lines(rows, viewer.name, 1, 1000), false, rows);
  await run('the same again, unchanged', 'again', lines(rows, viewer.name, 1, 1000), false, rows);
  await run('change them, quiet', 'changed', lines(changed, viewer.name, 2, 1000), false, changed);
  await run('change them, announced', 'announced', lines(changed, viewer.name, 3, 1000), true, changed);
  rmSync(folder, { recursive: true, force: true });
}
