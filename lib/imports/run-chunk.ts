import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { importChunks, imports } from '@/db/schema/imports';
import { type Tx, transaction, violatedConstraint } from '@/db/writer';
import { findRecipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { type Definition, findDefinition } from '@/lib/objects/definition';
import { mayImport } from './may-import';
import { planChunk } from './plan-chunk';
import type { CsvRow } from './read-csv';
import { rowReader } from './read-rows';
import { isAtWork, KEPT_REFUSALS } from './rules';
import { mergeReports, type Tally, tallyChunk } from './tally';
import type { ImportMapping, ImportReport, ImportState, Refusal } from './view-models';
import { writeChunk } from './write-chunk';

/** A chunk of an import, by whoever is to do it; `run` tells apart how often the file was begun. */
export type Turn = { importId: string; run: number; chunk: number };

/** Where the rows of a chunk come from, and what does the next one: an event, or whoever called. */
export type Supply = {
  rows: (tx: Tx) => Promise<readonly CsvRow[]>;
  isLast: (chunkCount: number) => boolean | Promise<boolean>;
  goesOnByEvent: boolean;
};

/**
 * Where several chunks of a file are written side by side: each names its ids after the one before it did, and ends after
 * that one has ended, so that what is there is always whole chunks from the first on.
 */
export type Queue = { keyed: Promise<unknown>; ended: Promise<unknown>; onKeyed: () => void };

export type Outcome = 'more' | 'ended' | 'stopped' | 'stale';

type Job = {
  id: string;
  personId: string;
  objectId: string;
  columns: string[];
  mapping: ImportMapping;
  state: ImportState;
  run: number;
  isDryRun: boolean;
  nextChunk: number;
  chunkCount: number;
  report: ImportReport;
  keptRefusals: number;
};

/** The import as it stands; null where this run of it is over. */
async function findJob(tx: Tx, { importId, run }: Turn): Promise<Job | null> {
  const { rows } =
    await tx.execute(sql`select i.id, i.person_id as "personId", i.object_id as "objectId", i.columns, i.mapping, i.state, i.run,
      i.is_dry_run as "isDryRun", i.next_chunk as "nextChunk", i.chunk_count as "chunkCount", i.report,
      (select count(*)::int from import_refusals f where f.import_id = i.id) as "keptRefusals"
    from imports i where i.id = ${importId}`);
  const [job] = rows as Job[];
  return job && isAtWork(job.state) && job.run === run ? job : null;
}

/** The import, held against others who would do the same chunk; null where this chunk is not the next one any more. */
async function takeTurn(tx: Tx, turn: Turn): Promise<Job | null> {
  await tx.execute(sql`select 1 from imports where id = ${turn.importId} for no key update`);
  const job = await findJob(tx, turn);
  return job?.nextChunk === turn.chunk ? job : null;
}

/** Thrown to take back what was written for a chunk that somebody else has done meanwhile. */
class Overtaken extends Error {}

/** Stops an import where it stands, with the reason for whoever started it. */
async function stop(tx: Tx, job: Pick<Job, 'id' | 'personId'>, problem: string): Promise<'stopped'> {
  await tx.update(imports).set({ state: 'stopped', problem, finishedAt: new Date() }).where(eq(imports.id, job.id));
  await emit(tx, { id: job.personId }, 'import.ended', job.id, { importId: job.id, state: 'stopped' });
  return 'stopped';
}

type Ready = { viewer: Viewer; definition: Definition };

/** Whoever imports, and what they import, as both are by now; or why it cannot go on. */
async function makeReady(tx: Tx, { personId, objectId, mapping }: Job): Promise<Ready | { problem: string }> {
  const person = await findRecipient(personId, tx);
  if (!person || !mayImport(person.viewer)) return { problem: 'Whoever started this may not import any more.' };
  // Its default access is changed by nobody before these records are there to change with it (settleObject).
  await tx.execute(sql`select 1 from objects where id = ${objectId} for key share`);
  const definition = await findDefinition(tx, objectId).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!definition) return { problem: 'This kind of record is not there any more.' };
  const s = scope(person.viewer, tx);
  const readable = await s.rows<{ name: string }>(
    sql`select f.api_name as name from ${s.fields} f where f.object_id = ${objectId}`,
  );
  const lost = mapping.columns.find(({ field }) => !readable.some(({ name }) => name === field));
  return lost
    ? { problem: `The field “${lost.field}” is not there any more. Map the columns again.` }
    : { viewer: person.viewer, definition };
}

async function keepRefusals(tx: Tx, job: Job, refusals: readonly Refusal[]): Promise<void> {
  const room = Math.max(0, KEPT_REFUSALS - job.keptRefusals);
  const kept = refusals.slice(0, room).map((one, position) => ({ ...one, position }));
  if (kept.length === 0) return;
  await tx.execute(sql`insert into import_refusals (import_id, line, position, "column", text, why)
    select ${job.id}, f.line, f.position, f."column", f.text, f.why
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as f(line int, position int, "column" text, text text, why text) on conflict do nothing`);
}

async function note(tx: Tx, job: Job, { counts, report, refusals }: Tally, done: { rows: number; isLast: boolean }) {
  await keepRefusals(tx, job, refusals);
  const ended = job.isDryRun ? 'checked' : 'done';
  await tx
    .update(imports)
    .set({
      nextChunk: job.nextChunk + 1,
      rowsDone: sql`${imports.rowsDone} + ${done.rows}`,
      created: sql`${imports.created} + ${counts.created}`,
      changed: sql`${imports.changed} + ${counts.changed}`,
      unchanged: sql`${imports.unchanged} + ${counts.unchanged}`,
      refused: sql`${imports.refused} + ${counts.refused}`,
      report: mergeReports(job.report, report),
      ...(done.isLast && { state: ended, finishedAt: new Date() }),
    })
    .where(eq(imports.id, job.id));
  if (!done.isLast || job.isDryRun) return;
  await tx.delete(importChunks).where(eq(importChunks.importId, job.id));
  await emit(tx, { id: job.personId }, 'import.ended', job.id, { importId: job.id, state: 'done' });
}

/** Writes the rows of a chunk as its import asks, and counts what became of them. */
async function writeRows(tx: Tx, job: Job, { viewer, definition }: Ready, given: readonly CsvRow[], queue?: Queue) {
  const { mapping, isDryRun, personId, run, id: importId } = job;
  const now = new Date();
  const rows = given.map(rowReader(definition, mapping, job.columns, { timeZone: viewer.timeZone, now }));
  const plan = await planChunk(tx, { importId, run, personId, definition, rows, isDryRun, now, queue });
  if (!isDryRun) await writeChunk(tx, { importId, actor: viewer, definition, now, ...mapping }, plan);
  return tallyChunk(rows, plan);
}

/** The import at the end of a chunk's transaction, when the chunk before it has ended. */
async function waitForTurn(tx: Tx, turn: Turn, { ended }: Queue): Promise<Job> {
  await ended;
  const job = await takeTurn(tx, turn);
  if (!job) throw new Overtaken();
  return job;
}

async function work(tx: Tx, turn: Turn, supply: Supply, queue?: Queue): Promise<Outcome> {
  const job = await (queue ? findJob(tx, turn) : takeTurn(tx, turn));
  if (!job) return 'stale';
  const ready = await makeReady(tx, job);
  if ('problem' in ready) return stop(tx, job, ready.problem);
  const rows = await supply.rows(tx);
  const tally = await writeRows(tx, job, ready, rows, queue);
  const held = queue ? await waitForTurn(tx, turn, queue) : job;
  const isLast = await supply.isLast(job.chunkCount);
  await note(tx, held, tally, { rows: rows.length, isLast });
  if (!isLast && supply.goesOnByEvent)
    await emit(tx, ready.viewer, 'import.chunk_due', job.id, { ...turn, chunk: turn.chunk + 1 });
  return isLast ? 'ended' : 'more';
}

const ATTEMPTS = 3;

/**
 * Does one chunk of an import: everything that its rows say and that it is done, in one transaction. Whoever comes too late
 * does nothing. Another import that made one of the same records meanwhile is seen on the second look.
 */
export async function runChunk(turn: Turn, supply: Supply, queue?: Queue): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction((tx) => work(tx, turn, supply, queue));
    } catch (error) {
      if (error instanceof Overtaken) return 'stale';
      if (attempt === ATTEMPTS || violatedConstraint(error) !== 'records_external_key') throw error;
    }
  }
}

/** Stops an import that fails again and again, unless it has gone on meanwhile. */
export async function stopImport(turn: Turn, problem: string): Promise<void> {
  await transaction(async (tx) => {
    const job = await takeTurn(tx, turn);
    if (job) await stop(tx, job, problem);
  });
}
