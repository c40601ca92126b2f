import path from 'node:path';
import type { Database } from '@/db/database';
import { refusalsAsCsv } from '@/lib/imports/report-csv';
import { KEPT_REFUSALS } from '@/lib/imports/rules';
import { type SampleObject, sampleMapping } from './crm';
import { importFile } from './import-file';
import { findImporter } from './importer';
import { createMissing, missingPeople, unknownProducts } from './people';
import { listRefusals, reportOf } from './report';

export type SampleOptions = {
  isDryRun: boolean;
  makesPeople: boolean;
  isTracked: boolean;
  isNotified: boolean;
  /** As whom; the first who may, without. */
  handle: string | undefined;
  say: (line: string) => void;
  onProgress?: (file: string) => (rows: number) => void;
};

const files = [
  ['account', 'accounts.csv'],
  ['opportunity', 'sales_pipeline.csv'],
] as const satisfies readonly (readonly [SampleObject, string])[];

async function checkPeople(file: string, { isDryRun, makesPeople, say }: SampleOptions): Promise<void> {
  const missing = await missingPeople(file);
  if (missing.length === 0) return say('sales_teams.csv: everybody in it is here.');
  if (makesPeople && !isDryRun) return say(`sales_teams.csv: ${await createMissing(file)} people created.`);
  say(`sales_teams.csv: ${missing.length} people are not here: ${missing.join(', ')}.`);
  say(makesPeople ? '  They would be created.' : '  Their opportunities are not taken. --people creates them.');
}

async function checkProducts(database: Database, file: string, say: SampleOptions['say']): Promise<void> {
  const unknown = await unknownProducts(database, file);
  say(
    unknown.length === 0
      ? 'products.csv: all of them are choices of an opportunity.'
      : `products.csv: no choice of an opportunity: ${unknown.join(', ')}.`,
  );
}

/** Imports the files of the CRM sample in a folder and says what became of each. Returns whether every row was taken. */
export async function importSample(database: Database, folder: string, options: SampleOptions): Promise<boolean> {
  const { isDryRun, isTracked, isNotified, handle, say, onProgress } = options;
  const viewer = await findImporter(database, handle);
  await checkPeople(path.join(folder, 'sales_teams.csv'), options);
  await checkProducts(database, path.join(folder, 'products.csv'), say);
  let isWhole = true;
  for (const [object, name] of files) {
    const id = await importFile({
      viewer,
      object,
      file: path.join(folder, name),
      isDryRun,
      mappingOf: (columns) => sampleMapping(object, columns, { isTracked, isNotified }),
      ...(onProgress && { onProgress: onProgress(name) }),
    });
    const report = await reportOf(database, id);
    for (const line of report.lines) say(line);
    isWhole &&= report.isWhole;
  }
  return isWhole;
}

/** The kept refusals of an import as CSV. */
export async function writeRefusals(database: Database, importId: string): Promise<string> {
  return refusalsAsCsv(await listRefusals(database, importId, KEPT_REFUSALS));
}
