import 'server-only';
import type { CsvRow } from './read-csv';
import { CHUNK_LENGTH, CHUNK_ROWS } from './rules';

const lengthOf = (row: CsvRow) => ('cells' in row ? row.cells.reduce((sum, cell) => sum + cell.length, 0) : 0);

/** Rows by the thousand, fewer where they are long: what one transaction does. The same file has the same chunks each time. */
export async function* chunksOf(rows: AsyncIterable<CsvRow>, size = CHUNK_ROWS): AsyncGenerator<CsvRow[]> {
  let chunk: CsvRow[] = [];
  let length = 0;
  for await (const row of rows) {
    chunk.push(row);
    length += lengthOf(row);
    if (chunk.length < size && length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = [];
    length = 0;
  }
  if (chunk.length > 0) yield chunk;
}
