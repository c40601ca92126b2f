import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { importChunks, imports } from '@/db/schema/imports';
import { type Tx, transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { cleanLine } from '@/lib/body/rules';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { getObject } from '@/lib/objects/queries';
import type { ObjectView } from '@/lib/objects/view-models';
import { chunksOf } from './chunks';
import { demandImport } from './may-import';
import { type CsvFile, type CsvRow, openCsv } from './read-csv';
import { guessMapping, MAX_WAITING, SAMPLE_ROWS, SHOWN_TEXT } from './rules';

export type GivenFile = { object: string; fileName: string; bytes: AsyncIterable<Uint8Array> };

const MEGABYTE = 1024 * 1024;

/** Counts a file's bytes as they pass, and stops at the limit. */
function measured(bytes: AsyncIterable<Uint8Array>) {
  const counter = { size: 0 };
  const limit = env.MAX_UPLOAD_MB * MEGABYTE;
  async function* passing() {
    for await (const piece of bytes) {
      counter.size += piece.byteLength;
      if (counter.size > limit)
        throw new Invalid({
          file: `A file has at most ${env.MAX_UPLOAD_MB} MB here. npm run import takes larger ones.`,
        });
      yield piece;
    }
  }
  return { counter, passing: passing() };
}

/** Makes room for a file, unless many of the same person wait already: what is uploaded and left would fill the disk. */
async function makeRoom(tx: Tx, viewer: Viewer, object: ObjectView, fileName: string): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`imports:${viewer.id}`}, 0))`);
  const { rows } = await tx.execute(
    sql`select count(*)::int as count from imports where person_id = ${viewer.id} and state not in ('done', 'cancelled')`,
  );
  const [{ count }] = rows as [{ count: number }];
  if (count >= MAX_WAITING)
    throw new Invalid({ file: `${count} files wait already. Import or cancel one of them first.` });
  const id = newId();
  const name = cleanLine(fileName).slice(0, SHOWN_TEXT) || 'file.csv';
  await tx.insert(imports).values({ id, personId: viewer.id, objectId: object.id, fileName: name });
  return id;
}

const keepChunk = (importId: string, number: number, rows: readonly CsvRow[]) =>
  transaction(async (tx) => {
    await tx.insert(importChunks).values({ importId, number, rows: JSON.stringify(rows) });
  });

async function keepRows(importId: string, { rows }: CsvFile) {
  const kept = { rowCount: 0, chunkCount: 0, sample: [] as string[][] };
  for await (const chunk of chunksOf(rows)) {
    await keepChunk(importId, kept.chunkCount, chunk);
    if (kept.chunkCount === 0)
      kept.sample = chunk
        .flatMap((row) => ('cells' in row ? [row.cells.map((cell) => cell.slice(0, SHOWN_TEXT))] : []))
        .slice(0, SAMPLE_ROWS);
    kept.rowCount += chunk.length;
    kept.chunkCount += 1;
  }
  if (kept.rowCount === 0) throw new Invalid({ file: 'The file has no rows below the one that names the columns.' });
  return kept;
}

/**
 * Takes in a file whose rows are to become records: reads it as it comes and keeps its rows in chunks, until somebody has
 * said what its columns mean. What ends before its end leaves nothing. Throws Invalid, Forbidden and NotFound.
 */
export async function receiveFile(
  viewer: Viewer,
  { object: apiName, fileName, bytes }: GivenFile,
): Promise<{ id: string }> {
  demandImport(viewer);
  const object = await getObject(viewer, apiName);
  const { counter, passing } = measured(bytes);
  const csv = await openCsv(passing);
  const id = await transaction((tx) => makeRoom(tx, viewer, object, fileName));
  try {
    const kept = await keepRows(id, csv);
    const { columns, encoding, delimiter } = csv;
    const mapping = guessMapping({ object: apiName, columns, sample: kept.sample }, object.fields);
    await transaction((tx) =>
      tx
        .update(imports)
        .set({ ...kept, columns, encoding, delimiter, mapping, bytes: counter.size, state: 'draft' })
        .where(eq(imports.id, id)),
    );
    return { id };
  } catch (error) {
    await transaction((tx) => tx.delete(imports).where(eq(imports.id, id)));
    throw error;
  }
}
