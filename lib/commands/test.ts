import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isBuildCurrent } from './build-app';
import { schemaDrift } from './schema-drift';
import { type Outcome, run, runTests } from './stage';

const script = (file: string) => ['--conditions=react-server', '--import', 'tsx', `lib/commands/${file}.ts`];

/** In this order, so that what fails fast fails first. */
const stages: Record<string, (folder: string) => Promise<Outcome>> = {
  lint: () => run('biome', ['ci', '--error-on-warnings']),
  types: async () => {
    const routes = await run('next', ['typegen']);
    return routes.isOk ? run('tsc', ['--noEmit']) : routes;
  },
  unit: (folder) => runTests('unit', folder),
  schema: schemaDrift,
  db: (folder) => runTests('db', folder),
  'db-pglite': (folder) => runTests('db-pglite', folder),
  neon: (folder) => runTests('neon', folder),
  build: () => (isBuildCurrent() ? Promise.resolve({ isOk: true }) : run(process.execPath, script('build'))),
  e2e: (folder) => runTests('e2e', folder),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. The stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'chatter-results-'));
const report: string[] = [];
const total = { passed: 0, failed: 0 };
let isOk = true;
let isBuilt = true;
for (const [name, stage] of Object.entries(stages)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (name === 'e2e' && !isBuilt) continue;
  console.log(`\n── ${name}`);
  const began = Date.now();
  const outcome = await stage(folder);
  const { passed = 0, failed = 0, skipped = 0 } = outcome;
  if (name === 'build') isBuilt = outcome.isOk;
  isOk &&= outcome.isOk;
  total.passed += passed;
  // A stage without tests of its own, or one that broke beside its tests, counts as one failure.
  total.failed += outcome.isOk ? failed : Math.max(failed, 1);
  const counts = outcome.passed === undefined ? '' : `${passed} passed, ${failed} failed, ${skipped} not run`;
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  report.push(`${outcome.isOk ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds} s  ${counts}`.trimEnd());
}
rmSync(folder, { recursive: true, force: true });

console.log(`\n${report.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(isOk ? 0 : 1);
