import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { OutboxEvent, Subscriber } from '@/lib/events/subscriber';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import type { CsvRow } from './read-csv';
import { runChunk, stopImport } from './run-chunk';

const ATTEMPTS = 3;

async function keptRows(tx: Tx, importId: string, chunk: number): Promise<CsvRow[]> {
  const { rows } = await tx.execute(
    sql`select rows from import_chunks where import_id = ${importId} and number = ${chunk}`,
  );
  const [kept] = rows as { rows: string }[];
  if (!kept) throw new Error(`Chunk ${chunk} of import ${importId} is not there.`);
  return JSON.parse(kept.rows) as CsvRow[];
}

/** Does a chunk, and a second and third time what fails: then the import waits for somebody to look at it. */
async function chunkDue({ payload }: OutboxEvent<'import.chunk_due'>): Promise<void> {
  const { importId, chunk } = payload;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await runChunk(payload, {
        rows: (tx) => keptRows(tx, importId, chunk),
        isLast: (chunkCount) => chunk + 1 >= chunkCount,
        goesOnByEvent: true,
      });
      return;
    } catch (error) {
      if (isDatabaseDown(error)) throw error;
      const id = newId();
      log.error('import.failed', error, { id, importId, chunk, attempt });
      if (attempt === ATTEMPTS)
        await stopImport(
          payload,
          `Something failed that should not, at the rows after those that are done. The log has it as ${id}.`,
        );
    }
  }
}

/** Works imports off, a chunk for each event: others of the lane come in between, and any process goes on with it. */
export const importsSubscriber: Subscriber = { name: 'imports', on: { 'import.chunk_due': chunkDue } };
