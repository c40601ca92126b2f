import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { stableId } from '@/db/seed/stable-id';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { beginRun } from '@/lib/imports/begin-run';
import { chunksOf } from '@/lib/imports/chunks';
import { type CsvRow, openCsv } from '@/lib/imports/read-csv';
import { runChunk } from '@/lib/imports/run-chunk';
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

async function writeChunk({ id, run }: Position, { number, rows, isLast }: Chunk): Promise<boolean> {
  const supply = { rows: async () => rows, isLast, goesOnByEvent: false };
  const outcome = await runChunk({ importId: id, run, chunk: number }, supply);
  if (outcome === 'stale') throw new Error('Another process does this import already.');
  return outcome !== 'stopped';
}

/** Imports a file from this machine, reading it as a stream. Returns the id of the import, whose row holds the report. */
export async function importFile(asked: FileImport): Promise<string> {
  const csv = await openCsv(createReadStream(asked.file));
  const position = await takeUp(asked, csv.columns, csv.encoding);
  let rowsDone = 0;
  for await (const chunk of ahead(chunksOf(csv.rows))) {
    if (chunk.number >= position.nextChunk && !(await writeChunk(position, chunk))) break;
    rowsDone += chunk.rows.length;
    asked.onProgress?.(rowsDone);
  }
  return position.id;
}
