import type { Database } from '@/db/database';
import type { ImportCounts, ImportReport, Refusal } from '@/lib/imports/view-models';

const SHOWN = 20;
const number = (value: number) => value.toLocaleString('en');

type Row = ImportCounts & { fileName: string; isDryRun: boolean; report: ImportReport; problem: string | null };

const countsOf = ({ created, changed, unchanged, refused }: ImportCounts, isDryRun: boolean) =>
  `${isDryRun ? 'would be created' : 'created'} ${number(created)}, ${isDryRun ? 'would be changed' : 'changed'} ${number(changed)}, unchanged ${number(unchanged)}, not taken ${number(refused)}`;

function warnings({ blank, unfound, readAs, unknown }: ImportReport): string[] {
  return [
    ...Object.entries(blank).map(([column, count]) => `${number(count)} rows have no ${column}: left blank.`),
    ...Object.entries(unfound).map(
      ([column, count]) => `${number(count)} rows name a ${column} that is not there: left blank.`,
    ),
    ...Object.entries(readAs).flatMap(([column, texts]) =>
      Object.entries(texts).map(
        ([words, count]) => `${number(count)} rows: ${column} read as the mapping says, ${words}.`,
      ),
    ),
    ...Object.entries(unknown).flatMap(([column, texts]) =>
      Object.entries(texts).map(
        ([text, count]) => `${number(count)} rows: ${column} is “${text}”, which is none of the choices.`,
      ),
    ),
  ];
}

/** What an import came to, in lines; and whether anything was not taken. */
export async function reportOf(database: Database, importId: string): Promise<{ lines: string[]; isWhole: boolean }> {
  const [row] = (await database.query(
    `select file_name as "fileName", is_dry_run as "isDryRun", created, changed, unchanged, refused, report, problem from imports where id = $1`,
    [importId],
  )) as Row[];
  if (!row) throw new Error('There is no such import.');
  const refusals = await listRefusals(database, importId, SHOWN);
  const said = refusals.map(
    ({ line, column, text, why }) => `line ${line}${column && `, ${column}`}${text && ` “${text}”`}: ${why}`,
  );
  const more = row.refused > refusals.length ? [`All of them: npm run import -- report ${importId} > refused.csv`] : [];
  const stopped = row.problem === null ? [] : [`Stopped: ${row.problem}`];
  const details = [...warnings(row.report), ...said, ...more, ...stopped];
  return {
    lines: [`${row.fileName}: ${countsOf(row, row.isDryRun)}.`, ...details.map((line) => `  ${line}`)],
    isWhole: row.refused === 0 && row.problem === null,
  };
}

export const listRefusals = async (database: Database, importId: string, count: number) =>
  (await database.query(
    `select line, "column", text, why from import_refusals where import_id = $1 order by line, position limit $2`,
    [importId, count],
  )) as Refusal[];
