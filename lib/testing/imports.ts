import { sql } from 'drizzle-orm';
import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import { transaction } from '@/db/writer';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import { beginRun } from '@/lib/imports/begin-run';
import { chunksOf } from '@/lib/imports/chunks';
import { type CsvRow, openCsv } from '@/lib/imports/read-csv';
import { runChunk } from '@/lib/imports/run-chunk';
import type { ColumnMapping, ImportCounts, ImportMapping, ImportReport, Refusal } from '@/lib/imports/view-models';

export type ImportTrial = {
  object: string;
  text: string;
  /** Columns by their names. */
  fields: Record<string, string | (Omit<ColumnMapping, 'column'> & { field: string })>;
  externalId?: string;
  createdAt?: string;
  nameFrom?: string;
  isTracked?: boolean;
  isNotified?: boolean;
  isDryRun?: boolean;
  /** Rows of a chunk. */
  size?: number;
};

export type ImportResult = ImportCounts & {
  state: string;
  problem: string | null;
  report: ImportReport;
  refusals: Refusal[];
  id: string;
};

/** A trial of opportunities, each row of them `id,name,stage,amount,day,account,agent`. */
export const dealTrial = (rows: string, more: Partial<ImportTrial> = {}): ImportTrial => ({
  object: 'opportunity',
  text: `id,name,stage,amount,day,account,agent\n${rows}`,
  externalId: 'id',
  fields: {
    name: 'name',
    stage: 'stage',
    amount: 'amount',
    day: 'close_date',
    account: { field: 'account', match: 'name', onUnknown: 'refuse' },
    agent: { field: 'owner', match: 'handle', onUnknown: 'refuse' },
  },
  ...more,
});

/** The admin of the cast with the permission that importing takes; `allowImports` gives it to them. */
export const importer: Viewer = asViewer({
  ...cast.admin,
  permissions: [...cast.admin.permissions, 'modify_all_data'],
});

export const allowImports = (database: Pick<Database, 'query'>) =>
  database.query(
    "insert into person_permissions (person_id, permission) values ($1, 'modify_all_data') on conflict do nothing",
    [importer.id],
  );

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

/** What a trial says about its columns, as a mapping. */
export function trialMapping(trial: ImportTrial, columns: readonly string[]): ImportMapping {
  const at = (name: string | undefined) => (name === undefined ? null : columns.indexOf(name));
  return {
    columns: Object.entries(trial.fields).map(([name, field]) => ({
      column: columns.indexOf(name),
      ...(typeof field === 'string' ? { field } : field),
    })),
    externalId: at(trial.externalId),
    createdAt: at(trial.createdAt),
    nameFrom: trial.nameFrom ?? null,
    isTracked: trial.isTracked ?? false,
    isNotified: trial.isNotified ?? false,
  };
}

/** An import that has begun, its chunks not yet done. */
export async function beginTrial(viewer: Viewer, trial: ImportTrial) {
  const { columns, rows } = await openCsv(bytesOf(trial.text));
  const chunks: CsvRow[][] = [];
  for await (const chunk of chunksOf(rows, trial.size)) chunks.push(chunk);
  const id = newId();
  const mapping = trialMapping(trial, columns);
  const run = await transaction(async (tx) => {
    await tx.execute(sql`insert into imports (id, person_id, object_id, file_name, columns, mapping, row_count, chunk_count)
      select ${id}, ${viewer.id}, o.id, 'trial.csv', ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(mapping)}::jsonb, ${chunks.flat().length}, ${chunks.length}
      from objects o where o.api_name = ${trial.object}`);
    return beginRun(tx, viewer, id, trial.isDryRun ?? false);
  });
  const doChunk = (chunk: number) =>
    runChunk(
      { importId: id, run, chunk },
      { rows: async () => chunks[chunk] ?? [], isLast: () => chunk + 1 >= chunks.length, goesOnByEvent: false },
    );
  return { id, run, chunks, doChunk };
}

/** What an import came to, as its row says. */
export async function importResult(id: string): Promise<ImportResult> {
  return transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select id, state, problem, created, changed, unchanged, refused, report from imports where id = ${id}`,
    );
    const { rows: refusals } = await tx.execute(
      sql`select line, "column", text, why from import_refusals where import_id = ${id} order by line, position`,
    );
    return { ...(rows[0] as Omit<ImportResult, 'refusals'>), refusals: refusals as Refusal[] };
  });
}

/** Imports a text as the worker imports a file. */
export async function tryImport(viewer: Viewer, trial: ImportTrial): Promise<ImportResult> {
  const { id, chunks, doChunk } = await beginTrial(viewer, trial);
  for (let chunk = 0; chunk < Math.max(1, chunks.length); chunk++) await doChunk(chunk);
  return importResult(id);
}
