import { insertCast } from '@/db/cast';
import { findImporter } from '@/db/import/importer';
import { migrateDatabase } from '@/db/migrate';
import { connectDatabase, type OpenOptions, setDatabase } from '@/db/open';
import { allowImports } from '@/lib/testing/imports';
import { runOn, startPostgres } from '@/lib/testing/postgres';
import { temporaryFolder } from '@/lib/testing/temporary';
import { measureImport } from './import-figures';

/** Records that are changed, quietly and announced. */
const CHANGED = 10_000;

async function measureOn(options: OpenOptions, rows: number): Promise<void> {
  const database = setDatabase(await connectDatabase(options));
  try {
    await migrateDatabase(database);
    await insertCast(database);
    await allowImports(database);
    await measureImport(database, await findImporter(database, undefined), { rows, changed: Math.min(CHANGED, rows) });
  } finally {
    await database.close();
  }
}

/** Measures imports on a Postgres of its own, and on the embedded database with a tenth of the rows. */
export async function runImportBench(rows: number): Promise<void> {
  if (!Number.isSafeInteger(rows) || rows < 1000) throw new Error('--rows takes a number from 1000.');
  const server = await startPostgres();
  try {
    await runOn(server.url('postgres'), 'create database bench_import');
    await measureOn({ url: server.url('bench_import') }, rows);
  } finally {
    await server.stop();
  }
  await measureOn({ dataDir: temporaryFolder('import-pglite') }, Math.max(1000, Math.round(rows / 10)));
}
