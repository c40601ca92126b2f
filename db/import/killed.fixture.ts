import { openDatabase } from '@/db/open';
import { sampleMapping } from './crm';
import { importFile } from './import-file';
import { findImporter } from './importer';

/** Imports opportunities from a file and says after each chunk how many rows are done, until it is killed. */
const [url = '', file = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
await importFile({
  viewer: await findImporter(database, undefined),
  object: 'opportunity',
  file,
  isDryRun: false,
  mappingOf: (columns) => ({
    ...sampleMapping('opportunity', columns, { isTracked: false, isNotified: false }),
    // Without ids a row that is done twice is a record too many.
    externalId: null,
  }),
  onProgress: (rows) => process.stdout.write(`${rows}\n`),
});
process.stdout.write('done\n');
await database.close();
