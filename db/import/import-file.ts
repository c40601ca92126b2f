import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { database } from '@/db/open';
import { stableId } from '@/db/seed/stable-id';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { beginRun } from '@/lib/imports/begin-run';
import { chunksOf } from '@/lib/imports/chunks';
import { type CsvRow, openCsv } from '@/lib/imports/read-csv';
import { type Outcome, runChunk } from '@/lib/imports/run-chunk';
import type { ImportMapping } from '@/lib/imports/view-models';

export type FileImport = {
  viewer: Viewer;
  /** API name of the object. */
  object: string;
  file: string;
  mappingOf: (columns: readonly string[]) => ImportMapping;
  isDryRun: boolean;
  onProgress?: (rowsDone: number) => void;
};

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

type Position = { id: string; run: number; nextChunk: number };

/** The same file with the same mapping is the same import: one that was ended in its middle goes on where it was. */
async function takeUp(asked: FileImport, columns: readonly string[], encoding: string): Promise<Position> {
  const { viewer, object, file, isDryRun } = asked;
  const mapping = asked.mappingOf(columns);
  const { size, mtime } = statSync(file);
  const what = [await digestOf(file), object, JSON.stringify(mapping), viewer.id, isDryRun].join(' ');
  const id = stableId(mtime, `import ${what}`);
  return transaction(async (tx) => {
    await tx.execute(sql`insert into imports (id, person_id, object_id, file_name, bytes, encoding, columns, mapping)
      select ${id}, ${viewer.id}, o.id, ${path.basename(file)}, ${size}, ${encoding}, ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(mapping)}::jsonb
      from objects o where o.api_name = ${object} on conflict do nothing`);
    const found = await tx.execute(
      sql`select id, run, next_chunk as "nextChunk", state from imports where id = ${id} for no key update`,
    );
    const [known] = found.rows as (Position & { state: string })[];
    if (!known) throw new Error(`There is no object ${object}.`);
    if (known.state === 'importing' || known.state === 'checking') return known;
    return { id, run: await beginRun(tx, viewer, id, isDryRun), nextChunk: 0 };
  });
}

type Chunk = { number: number; rows: readonly CsvRow[]; isLast: () => Promise<boolean> };

/** Chunks with what comes after them on its way: while one is written the next is read. */
async function* ahead(chunks: AsyncGenerator<CsvRow[]>): AsyncGenerator<Chunk> {
  let current = await chunks.next();
  for (let number = 0; number === 0 || !current.done; number++) {
    const upcoming = chunks.next();
    // Whatever fails first is said; the other must not end the process by itself.
    upcoming.catch(() => undefined);
    yield { number, rows: current.done ? [] : current.value, isLast: async () => (await upcoming).done === true };
    current = await upcoming;
  }
}

/** Chunks that are written side by side: the database has more than one processor, and this process reads meanwhile. */
const SIDE_BY_SIDE = 4;

/** Rows that name records of their own file have to find what the chunk before them made. */
async function widthOf({ object, mappingOf }: FileImport, columns: readonly string[]): Promise<number> {
  if (database().driver === 'pglite') return 1;
  const fields = mappingOf(columns).columns.map(({ field }) => field);
  const { rows } = await transaction((tx) =>
    tx.execute(sql`select 1 from fields f join objects o on o.id = f.object_id and o.id = f.lookup_object_id
      where o.api_name = ${object} and f.api_name = any(${sql.param(fields)}::text[])`),
  );
  return rows.length > 0 ? 1 : SIDE_BY_SIDE;
}

type Written = { keyed: Promise<void>; ended: Promise<Outcome>; rows: number };

function startChunk({ id, run }: Position, { number, rows, isLast }: Chunk, before: Written | undefined): Written {
  let onKeyed = () => {};
  const keyed = new Promise<void>((resolve) => {
    onKeyed = resolve;
  });
  const supply = { rows: async () => rows, isLast, goesOnByEvent: false };
  const queue = { keyed: before?.keyed ?? Promise.resolve(), ended: before?.ended ?? Promise.resolve(), onKeyed };
  const ended = runChunk({ importId: id, run, chunk: number }, supply, queue).finally(onKeyed);
  // Whoever waits for it hears of its failure; until then it must not end the process.
  ended.catch(() => undefined);
  return { keyed, ended, rows: rows.length };
}

/** What is under way, in the order in which it ends. */
class Running {
  private readonly chunks: Written[] = [];
  rowsDone = 0;
  isStopped = false;

  constructor(private readonly onProgress: FileImport['onProgress']) {}

  add(chunk: Written): Written {
    this.chunks.push(chunk);
    return chunk;
  }

  /** Waits until at most so many are under way. Those after one that stopped take themselves back. */
  async until(count: number): Promise<void> {
    while (this.chunks.length > count) {
      const { ended, rows } = this.chunks.shift() as Written;
      const outcome = await ended;
      if (outcome === 'stale' && !this.isStopped) throw new Error('Another process does this import already.');
      this.isStopped ||= outcome === 'stopped';
      if (!this.isStopped) this.rowsDone += rows;
      this.onProgress?.(this.rowsDone);
    }
  }
}

/** Imports a file from this machine, reading it as a stream. Returns the id of the import, whose row holds the report. */
export async function importFile(asked: FileImport): Promise<string> {
  const csv = await openCsv(createReadStream(asked.file));
  const position = await takeUp(asked, csv.columns, csv.encoding);
  const width = await widthOf(asked, csv.columns);
  const running = new Running(asked.onProgress);
  let last: Written | undefined;
  for await (const chunk of ahead(chunksOf(csv.rows))) {
    if (chunk.number < position.nextChunk) running.rowsDone += chunk.rows.length;
    else last = running.add(startChunk(position, chunk, last));
    await running.until(width - 1);
    if (running.isStopped) break;
  }
  await running.until(0);
  return position.id;
}
