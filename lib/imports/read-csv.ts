import 'server-only';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { Invalid } from '@/lib/errors';
import { decodeText, encodingOf, otherThanText, peek } from './decode-text';
import { type Delimiter, delimiters, type Encoding, MAX_COLUMN_NAME, MAX_COLUMNS, MAX_ROW_LENGTH } from './rules';

/** A row with the line on which it begins, or what is wrong with it. The first line is 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; problem: string };

export type CsvFile = {
  encoding: Encoding;
  delimiter: Delimiter;
  columns: string[];
  /** Every row below the header, in order; to be gone through once. */
  rows: AsyncGenerator<CsvRow>;
};

const HEAD = 64 * 1024;

/** Which sign parts the cells of the first line, outside quotation marks. */
export function delimiterOf(head: string): Delimiter {
  const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(head.replace(/^\s+/, ''))?.[0] ?? '';
  const bare = line.replace(/"(?:[^"]|"")*"?/g, '');
  const counts = delimiters.map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

const breaks = (cells: readonly string[], pattern: RegExp) =>
  cells.reduce((sum, cell) => sum + (/[\r\n]/.test(cell) ? cell.split(pattern).length - 1 : 0), 0);

const words: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'The file ends in the middle of this row: a quotation mark is not closed.',
};

const TOO_LONG = 'From here on a quotation mark is not closed, so that the rest of the file could not be read.';

type Found = { rows: CsvRow[]; isBroken: boolean };

function parserInto(found: Found, delimiter: Delimiter): Parser {
  let lastLine = 0;
  // The parser takes a line break of two signs inside a cell for two.
  let counted = 0;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A quotation mark inside a cell that has none around it stands for itself, as in 5" pipe.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW_LENGTH,
    on_record: (cells: string[], { lines }) => {
      const signs = breaks(cells, /[\r\n]/);
      found.rows.push({ line: lines - counted - signs, cells });
      counted += signs - breaks(cells, /\r\n|\r|\n/);
      lastLine = lines - counted;
      return null;
    },
    on_skip: (error) => {
      if (!error || found.isBroken) return undefined;
      const isTooLong = error.code === 'CSV_MAX_RECORD_SIZE';
      const line = isTooLong || error.code === 'CSV_QUOTE_NOT_CLOSED' ? lastLine + 1 : Number(error.lines) - counted;
      found.rows.push({ line, problem: isTooLong ? TOO_LONG : (words[error.code] ?? 'This row cannot be read.') });
      lastLine = line;
      found.isBroken = isTooLong;
      return undefined;
    },
  });
  parser.resume();
  return parser;
}

const send = (parser: Parser, text: string) =>
  new Promise<void>((resolve, reject) => parser.write(text, (error) => (error ? reject(error) : resolve())));

async function* rowsOf(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const found: Found = { rows: [], isBroken: false };
  const parser = parserInto(found, delimiter);
  try {
    for await (const text of texts) {
      await send(parser, text);
      yield* found.rows.splice(0);
      if (found.isBroken) return;
    }
    await new Promise<void>((resolve, reject) => parser.once('error', reject).once('end', resolve).end());
    yield* found.rows.splice(0);
  } finally {
    parser.destroy();
  }
}

/** What cannot stand in a text of ours, in words. */
function unreadable(cells: readonly string[]): string | null {
  if (cells.some((cell) => cell.includes('\0'))) return 'The row holds a NUL, which no text has.';
  return cells.some((cell) => cell.includes('\uFFFD'))
    ? 'The row holds signs that are not in the encoding of the file. Save it as UTF-8.'
    : null;
}

function checked(row: CsvRow, width: number): CsvRow {
  if ('problem' in row) return row;
  const { line, cells } = row;
  const problem = unreadable(cells);
  if (problem) return { line, problem };
  if (cells.length === width) return row;
  const isMore = cells.length > width;
  // Spreadsheets like to end each row with empty cells.
  if (isMore && cells.slice(width).every((cell) => cell.trim() === '')) return { line, cells: cells.slice(0, width) };
  return {
    line,
    problem: `The row has ${cells.length} cells, ${isMore ? 'more' : 'fewer'} than the ${width} columns.`,
  };
}

/** Names of columns as they are shown: none is empty, and none is there twice. */
export function columnNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [at, cell] of header.entries()) {
    const name = cell.trim().replace(/\s+/g, ' ').slice(0, MAX_COLUMN_NAME) || `Column ${at + 1}`;
    names.push(names.includes(name) ? `${name} (column ${at + 1})` : name);
  }
  return names;
}

const refuse = (message: string) => new Invalid({ file: message });

async function headerOf(rows: AsyncGenerator<CsvRow>): Promise<string[]> {
  const { done, value: first } = await rows.next();
  if (done || !first) throw refuse('The file is empty.');
  if ('problem' in first) throw refuse(`The first line has to name the columns. ${first.problem}`);
  if (first.cells.length > MAX_COLUMNS) throw refuse(`A file has at most ${MAX_COLUMNS} columns.`);
  const problem = unreadable(first.cells);
  if (problem) throw refuse(`The first line has to name the columns. ${problem}`);
  if (first.cells.every((cell) => cell.trim() === '')) throw refuse('The first line has to name the columns.');
  return columnNames(first.cells);
}

async function* below(rows: AsyncGenerator<CsvRow>, width: number): AsyncGenerator<CsvRow> {
  for await (const row of rows) yield checked(row, width);
}

/**
 * Reads a file of comma-separated values as a stream: UTF-8, or UTF-16 by its byte order mark; parted by commas, semicolons
 * or tabs. A row that cannot be read says why and holds up no other. Throws Invalid for what is no such file at all.
 */
export async function openCsv(source: AsyncIterable<Uint8Array>): Promise<CsvFile> {
  const { head, all } = await peek(source, HEAD);
  const other = otherThanText(head);
  if (other) throw refuse(`This is ${other} and no CSV. Save it as CSV and choose that file.`);
  const encoding = encodingOf(head);
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(head));
  const rows = rowsOf(decodeText(all, encoding), delimiter);
  const columns = await headerOf(rows);
  return { encoding, delimiter, columns, rows: below(rows, columns.length) };
}
