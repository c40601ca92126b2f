import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command';

const usage = `npm run import -- crm FOLDER [--dry-run] [--people] [--track] [--notify] [--as HANDLE]
npm run import -- report ID > refused.csv`;

const { values, positionals } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    people: { type: 'boolean', default: false },
    track: { type: 'boolean', default: false },
    notify: { type: 'boolean', default: false },
    as: { type: 'string' },
  },
  allowPositionals: true,
});

const [what, where] = positionals;

function onProgress(file: string) {
  let last = 0;
  return (rows: number) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    console.error(`${file}: ${rows.toLocaleString('en')} rows …`);
  };
}

await runCommand({ LOG_LEVEL: 'warn' }, async () => {
  if (!where || (what !== 'crm' && what !== 'report')) throw new Error(`this is how to import:\n${usage}`);
  const { openDatabase } = await import('@/db/open');
  const { prepareDatabase } = await import('@/db/prepare');
  const database = await openDatabase();
  try {
    await prepareDatabase(database);
    const { importSample, writeRefusals } = await import('@/db/import/sample');
    if (what === 'report') {
      process.stdout.write(await writeRefusals(database, where));
      return;
    }
    const { 'dry-run': isDryRun, people: makesPeople, track, notify, as } = values;
    const isWhole = await importSample(database, path.resolve(where), {
      isDryRun,
      makesPeople,
      isTracked: track || notify,
      isNotified: notify,
      handle: as,
      say: (line) => console.log(line),
      onProgress,
    });
    if (!isWhole) process.exitCode = 2;
  } finally {
    await database.close();
  }
});
