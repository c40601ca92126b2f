import { newId } from '@/lib/ids';
import { checkImport } from '@/lib/imports/check-import';
import { getImport, listImports, listRefusals } from '@/lib/imports/queries';
import { receiveFile } from '@/lib/imports/receive-file';
import { cancelImport, resumeImport, startImport } from '@/lib/imports/start-import';
import { type ActionRows, attempt, nothing } from './attempts';
import { plantedImports } from './plant-imports';
import type { Eyes } from './reference';
import type { QueryRows } from './rows';
import type { Thing } from './things';

/** Importing takes both: being an admin, and Modify All Data. Nobody else gets as far as to learn what is there. */
const mayImport = ({ who }: Eyes) => who.permissions.includes('admin') && who.permissions.includes('modify_all_data');

const allowed = (outcome: unknown) => (eyes: Eyes) => (mayImport(eyes) ? outcome : 'Forbidden');
const refused = (outcome: string) => (eyes: Eyes) => (mayImport(eyes) ? outcome : 'Forbidden');

const unknown = newId();
/** Somebody else's is as if it had never been. */
const others = Object.values(plantedImports);

export const importRows: QueryRows = {
  'imports/queries.listImports': () => [{ of: 'one’s own', ask: listImports, expected: allowed([]) }],
  'imports/queries.getImport': () =>
    [unknown, ...others].map((id) => ({
      of: id,
      ask: (viewer) => getImport(viewer, id),
      expected: allowed('NotFound'),
    })),
  'imports/queries.listRefusals': () =>
    [unknown, ...others].map((id) => ({
      of: id,
      ask: (viewer) => listRefusals(viewer, id),
      expected: allowed('NotFound'),
    })),
};

const imports = (): Thing[] => others.map((id) => ({ of: 'an import', id, answer: refused('NotFound') }));

const mapping = (id: string) => ({
  id,
  columns: [],
  externalId: null,
  createdAt: null,
  nameFrom: null,
  isTracked: false,
  isNotified: false,
});

const options = { missing: refused('NotFound'), expected: refused('NotFound') };
const one = (id: string) => ({ id });

async function* noBytes(): AsyncGenerator<Uint8Array> {}

export const importAttempts: ActionRows = {
  'imports.checkImportAction': [attempt(checkImport, imports, mapping, '', options)],
  'imports.startImportAction': [attempt(startImport, imports, one, '', options)],
  'imports.resumeImportAction': [attempt(resumeImport, imports, one, '', options)],
  'imports.cancelImportAction': [attempt(cancelImport, imports, one, '', options)],
  // Whoever may import is told that the file is empty; nobody else gets that far.
  'app/api/uploads/import/route.ts': [
    attempt(receiveFile, nothing, () => ({ object: 'account', fileName: 'a.csv', bytes: noBytes() }), '', {
      missing: refused('Invalid'),
      expected: refused('Invalid'),
    }),
  ],
};
