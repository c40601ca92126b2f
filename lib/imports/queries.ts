import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { demandImport } from './may-import';
import { KEPT_REFUSALS, SHOWN_REFUSALS } from './rules';
import type { ImportLine, ImportView, Refusal } from './view-models';

const SHOWN = 25;

const iso = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const lineColumns = sql`i.id, i.file_name as "fileName", o.api_name as object, o.plural, i.state, i.is_dry_run as "isDryRun", i.row_count as "rowCount", i.rows_done as "rowsDone",
  json_build_object('created', i.created, 'changed', i.changed, 'unchanged', i.unchanged, 'refused', i.refused) as counts, ${iso(sql`i.created_at`)} as "createdAt"`;

/** The viewer's own imports, the newest first. */
export async function listImports(viewer: Viewer): Promise<ImportLine[]> {
  demandImport(viewer);
  const s = scope(viewer);
  return s.rows<ImportLine>(sql`select ${lineColumns} from ${s.ownImports} i join ${s.objects} o on o.id = i.object_id
    where i.state <> 'loading' order by i.created_at desc, i.id limit ${SHOWN}`);
}

const refusalsOf = (
  s: Scope,
  id: string,
  count: number,
) => sql`select f.line, f."column", f.text, f.why from ${s.ownImportRefusals} f
  where f.import_id = ${id} order by f.line, f.position limit ${count}`;

/** One of them, with the first of its rows that were not taken. Throws NotFound. */
export async function getImport(viewer: Viewer, id: string): Promise<ImportView> {
  demandImport(viewer);
  if (!isId(id)) throw new NotFound();
  const s = scope(viewer);
  const [[found], refusals] = await Promise.all([
    s.rows<
      Omit<ImportView, 'refusals'>
    >(sql`select ${lineColumns}, i.bytes, i.encoding, i.delimiter, i.columns, i.sample, i.mapping, i.report, i.problem,
        ${iso(sql`i.started_at`)} as "startedAt", ${iso(sql`i.finished_at`)} as "finishedAt"
      from ${s.ownImports} i join ${s.objects} o on o.id = i.object_id where i.id = ${id} and i.state <> 'loading'`),
    s.rows<Refusal>(refusalsOf(s, id, SHOWN_REFUSALS)),
  ]);
  if (!found) throw new NotFound();
  return { ...found, refusals };
}

/** All rows of an import that were not taken, as far as they are kept. Throws NotFound. */
export async function listRefusals(viewer: Viewer, id: string): Promise<{ fileName: string; refusals: Refusal[] }> {
  const { fileName } = await getImport(viewer, id);
  const s = scope(viewer);
  return { fileName, refusals: await s.rows<Refusal>(refusalsOf(s, id, KEPT_REFUSALS)) };
}
