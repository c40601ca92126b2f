import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { type CsvRow, columnNames, delimiterOf, openCsv } from './read-csv';
import { MAX_ROW_LENGTH } from './rules';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array | string, size = 7) {
  const file = await openCsv(inPieces(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, size));
  const rows: CsvRow[] = [];
  for await (const row of file.rows) rows.push(row);
  return { ...file, rows };
}

const refusal = (bytes: Uint8Array | string) =>
  read(bytes).then(
    () => null,
    (error: unknown) => (error instanceof Invalid ? error.fields.file : error),
  );

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

const encoded = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 little-endian': (text: string) => utf16(text, false),
  'UTF-16 big-endian': (text: string) => utf16(text, true),
};

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\0\uFFFD\uFEFF]/g, '')),
  fc.constantFrom('', ' ', '"', '""', ',', ';', '\t', '\n', '\r\n', 'a\r\nb', '=1+1', 'naïve 😀', "'"),
);

describe.each(Object.entries(encoded))('%s', (_, encode) => {
  test('whatever was written is read as it was, with any delimiter, line end and cut of the stream', async () => {
    const tables = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 50 }),
        async (table, delimiter, record_delimiter, size) => {
          const header = Array.from({ length: table[0]?.length ?? 2 }, (_, at) => `c${at}`);
          const text = stringify([header, ...table], { delimiter, record_delimiter, quoted: true });
          const file = await read(encode(text), size);
          expect(file.delimiter).toBe(delimiter);
          expect(file.columns).toEqual(header);
          expect(file.rows.map((row) => ('cells' in row ? row.cells : row.problem))).toEqual(table);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('a row is named by the line on which it begins', async () => {
  const { rows } = await read('a,b\n1,2\n\n"x\ny",3\r\n4,5');
  expect(rows.map(({ line }) => line)).toEqual([2, 4, 6]);
  const other = await read('a,b\r\n"1\r\n\r\n",2\r\n3,4\r\n"x\r\ny",5\r\n6,7\r\n8,"9');
  expect(other.rows.map(({ line }) => line)).toEqual([2, 5, 6, 8, 9]);
});

test('rows with too few and too many cells are refused, and no other; empty cells too many at its end are none', async () => {
  const { rows } = await read('a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n1;2;3\n');
  expect(rows).toEqual([
    { line: 2, problem: 'The row has 2 cells, fewer than the 3 columns.' },
    { line: 3, problem: 'The row has 4 cells, more than the 3 columns.' },
    { line: 4, cells: ['1', '2', '3'] },
    { line: 5, cells: ['1', '2', '3'] },
  ]);
});

test('a file that ends in the middle of a row gives all rows before it and says so', async () => {
  const { rows } = await read('a,b\n1,2\n3,"4 and');
  expect(rows).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 3, problem: 'The file ends in the middle of this row: a quotation mark is not closed.' },
  ]);
  expect((await read('a,b\n1,2\n3')).rows[1]).toEqual({
    line: 3,
    problem: 'The row has 1 cells, fewer than the 2 columns.',
  });
});

test('a quotation mark in the middle of a cell stands for itself', async () => {
  const { rows } = await read('a,b\n1,5" pipe\n2,"z"w\n3,4\n');
  expect(rows).toEqual([
    { line: 2, cells: ['1', '5" pipe'] },
    { line: 3, cells: ['2', '"z"w'] },
    { line: 4, cells: ['3', '4'] },
  ]);
});

test('a quotation mark that nothing closes ends the reading within bounds', async () => {
  const { rows } = await read(`a,b\n1,2\n3,"${'x\n'.repeat(MAX_ROW_LENGTH)}`, 65_536);
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({ line: 3, problem: expect.stringContaining('rest of the file could not be read') });
});

test('NUL bytes and signs of another encoding cost their own row', async () => {
  const { rows } = await read(
    Buffer.concat([Buffer.from('a,b\n1,\0\n2,'), Buffer.from([0xe9]), Buffer.from('\n3,4\n')]),
  );
  expect(rows.map((row) => ('problem' in row ? row.problem.slice(0, 20) : row.cells))).toEqual([
    'The row holds a NUL,',
    'The row holds signs ',
    ['3', '4'],
  ]);
});

test.each([
  ['', 'The file is empty.'],
  ['\uFEFF', 'The file is empty.'],
  ['\n\n', 'The file is empty.'],
  [' , ,\n1,2,3\n', 'The first line has to name the columns.'],
  [
    '"a,b\n1,2\n',
    'The first line has to name the columns. The file ends in the middle of this row: a quotation mark is not closed.',
  ],
  ['PK\u0003\u0004 and more', 'This is a spreadsheet or an archive and no CSV. Save it as CSV and choose that file.'],
  [Array.from({ length: 501 }, (_, at) => at).join(','), 'A file has at most 500 columns.'],
])('%j is no such file', async (text, words) => {
  expect(await refusal(text)).toBe(words);
});

test('columns of one name and of none are told apart', () => {
  expect(columnNames(['Amount', ' Amount ', '', 'B\nC'])).toEqual(['Amount', 'Amount (column 2)', 'Column 3', 'B C']);
});

test.each([
  ['a,b;c,d\n1;2;3;4;5', ','],
  ['"x;y;z",b\n', ','],
  ['a;"b,c,d,e"\n', ';'],
  ['a\tb\n', '\t'],
  ['alone\n', ','],
])('the first line of %j is parted by %j', (text, sign) => {
  expect(delimiterOf(text)).toBe(sign);
});
