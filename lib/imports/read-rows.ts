import 'server-only';
import { cleanLine, lengthOf } from '@/lib/body/rules';
import type { Definition } from '@/lib/objects/definition';
import { normal, type Read, readValue } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import type { CsvRow } from './read-csv';
import { MAX_EXTERNAL_ID, nameOf, SHOWN_TEXT } from './rules';
import type { ColumnMapping, ImportMapping, Match, RowProblem } from './view-models';

/** A cell that names a person or a record, to be looked up. */
export type Reference = { field: FieldView; column: string; text: string; match: Match; isLeftBlank: boolean };

/** What a row says, as far as it can be told without looking at the database. */
export type ReadRow = {
  line: number;
  externalId: string | null;
  at: Date | null;
  /** By API name; what the mapping does not name is not there. */
  values: Record<string, StoredValue>;
  references: Reference[];
  problems: RowProblem[];
  /** For the report: columns that were empty, texts that were read as others, and texts that are no choice. */
  blank: string[];
  readAs: { column: string; words: string }[];
  unknown: { column: string; text: string }[];
};

type Source = ColumnMapping & { name: string; definition: FieldView; memory: Map<string, Read> };

export type RowReader = (row: CsvRow) => ReadRow;

const MEMORY = 2000;
const cut = (text: string) => (text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text);
const isReference = ({ type }: FieldView) => type === 'lookup' || type === 'person';
const isPicked = ({ type }: FieldView) => type === 'picklist' || type === 'multi_picklist';

/** Several choices of one cell stand between semicolons. */
const textsOf = (field: FieldView, text: string): string[] =>
  field.type === 'multi_picklist' ? text.split(';').map((one) => one.trim()) : [text];

/** Dates and choices come again and again: what was read once is not read anew. */
function readOnce({ definition, memory }: Source, text: string, timeZone: string): Read {
  const known = memory.get(text);
  if (known) return known;
  const read = readValue(definition, textsOf(definition, text), { timeZone });
  if (memory.size < MEMORY) memory.set(text, read);
  return read;
}

function readReference(source: Source, text: string, row: ReadRow): void {
  const { definition: field, name: column, match = 'name', onUnknown } = source;
  const clean = cleanLine(text);
  if (clean !== '') {
    row.references.push({ field, column, text: clean, match, isLeftBlank: onUnknown === 'blank' });
    return;
  }
  row.blank.push(column);
  if (field.isRequired) row.problems.push({ column, text: '', why: `Fill in “${field.label}”.` });
  else row.values[field.apiName] = null;
}

/** What a text stands for, where the mapping says so. */
function meaningOf({ readAs, name: column }: Source, given: string, row: ReadRow): string {
  const text = given.trim();
  if (!readAs || !Object.hasOwn(readAs, text)) return given;
  const meant = readAs[text] ?? '';
  row.readAs.push({ column, words: `${cut(text)} → ${meant || 'blank'}` });
  return meant;
}

function readPlain(source: Source, { given, text }: { given: string; text: string }, row: ReadRow, timeZone: string) {
  const { definition: field, name: column } = source;
  const read = readOnce(source, text, timeZone);
  if ('value' in read) {
    row.values[field.apiName] = read.value;
    if (normal(read.value) === null) row.blank.push(column);
    return;
  }
  row.problems.push({ column, text: cut(given), why: read.problem });
  if (isPicked(field) && text.trim() !== '') row.unknown.push({ column, text: cut(text.trim()) });
}

function readCell(source: Source, given: string, row: ReadRow, timeZone: string): void {
  const text = meaningOf(source, given, row);
  if (isReference(source.definition)) readReference(source, text, row);
  else readPlain(source, { given, text }, row, timeZone);
}

function readExternalId(text: string, column: string, row: ReadRow): void {
  const id = cleanLine(text);
  if (id === '') row.problems.push({ column, text: '', why: 'The row has no id.' });
  else if (lengthOf(id) > MAX_EXTERNAL_ID)
    row.problems.push({ column, text: cut(text), why: `An id has at most ${MAX_EXTERNAL_ID} characters.` });
  else row.externalId = id;
}

const dayOrMoment = (type: 'date' | 'datetime') => ({
  type,
  label: 'Created',
  isRequired: false,
  options: [],
  scale: 0,
});

function readCreated(text: string, column: string, row: ReadRow, { timeZone, now }: Clock): void {
  const day = readValue(dayOrMoment('date'), [text], { timeZone });
  const read = 'problem' in day ? readValue(dayOrMoment('datetime'), [text], { timeZone }) : day;
  if ('problem' in read) return void row.problems.push({ column, text: cut(text), why: read.problem });
  if (typeof read.value !== 'string') return;
  const at = new Date(read.value.length === 10 ? `${read.value}T12:00:00Z` : read.value);
  if (at > now || at.getTime() < 0)
    row.problems.push({ column, text: cut(text), why: 'A record was created between 1970 and now.' });
  else row.at = at;
}

type Clock = { timeZone: string; now: Date };

const emptyRow = (line: number): ReadRow => ({
  line,
  externalId: null,
  at: null,
  values: {},
  references: [],
  problems: [],
  blank: [],
  readAs: [],
  unknown: [],
});

/** The columns of a row that make a record's name, as a source like the others. */
function nameSource(definition: Definition): Source | null {
  const name = definition.fields.find(({ role }) => role === 'name');
  return name ? { column: -1, field: name.apiName, name: name.label, definition: name, memory: new Map() } : null;
}

function sourcesOf(definition: Definition, mapping: ImportMapping, columns: readonly string[]): Source[] {
  const fields = new Map(definition.fields.map((field) => [field.apiName, field]));
  return mapping.columns.flatMap((one): Source[] => {
    const field = fields.get(one.field);
    return field ? [{ ...one, name: columns[one.column] ?? '', definition: field, memory: new Map() }] : [];
  });
}

/**
 * Makes the reader of a file's rows from what its columns are mapped to. It reads cells as forms read what is typed, and
 * looks nothing up.
 */
export function rowReader(
  definition: Definition,
  mapping: ImportMapping,
  columns: readonly string[],
  clock: Clock,
): RowReader {
  const { externalId, createdAt, nameFrom } = mapping;
  const sources = sourcesOf(definition, mapping, columns);
  const steps: ((cells: readonly string[], row: ReadRow) => void)[] = sources.map(
    (source) => (cells, row) => readCell(source, cells[source.column] ?? '', row, clock.timeZone),
  );
  const name = nameSource(definition);
  const meanings = new Map(sources.map(({ column, readAs }) => [column, new Map(Object.entries(readAs ?? {}))]));
  if (nameFrom !== null && name)
    steps.push((cells, row) => {
      const text = nameOf(nameFrom, (column) => {
        const at = columns.indexOf(column);
        const given = (cells[at] ?? '').trim();
        return meanings.get(at)?.get(given) ?? given;
      });
      readCell(name, text ?? '', row, clock.timeZone);
    });
  if (externalId !== null)
    steps.push((cells, row) => readExternalId(cells[externalId] ?? '', columns[externalId] ?? '', row));
  if (createdAt !== null)
    steps.push((cells, row) => readCreated(cells[createdAt] ?? '', columns[createdAt] ?? '', row, clock));
  return (given) => {
    const row = emptyRow(given.line);
    if ('problem' in given) row.problems.push({ column: '', text: '', why: given.problem });
    else for (const step of steps) step(given.cells, row);
    return row;
  };
}
