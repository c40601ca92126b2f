import type { FieldView } from '@/lib/objects/view-models';
import type { ImportMapping, ImportState, Match } from './view-models';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Columns of a file, and characters of one row: one with more has a quotation mark that nothing closes. */
export const MAX_COLUMNS = 500;
export const MAX_ROW_LENGTH = 1_000_000;
export const MAX_COLUMN_NAME = 100;
export const MAX_EXTERNAL_ID = 255;

/** Rows and characters of one transaction. */
export const CHUNK_ROWS = 2000;
export const CHUNK_LENGTH = 4_000_000;

/** Rows of refused data that are kept for the report; all are counted. */
export const KEPT_REFUSALS = 10_000;
export const SHOWN_REFUSALS = 50;
/** Different texts of one column that the report counts apart. */
export const KEPT_TEXTS = 100;
/** Characters that the report keeps of a cell. */
export const SHOWN_TEXT = 200;

export const SAMPLE_ROWS = 3;

/** Uploaded files of one person that are not done. */
export const MAX_WAITING = 10;
/** Files that nobody began to import, and reports, are let go of after so many days. */
export const WAITING_DAYS = 7;
export const REPORT_DAYS = 90;

/** Something is going on by itself. */
export const isAtWork = (state: ImportState) => state === 'checking' || state === 'importing';

/** It can be mapped, checked and started. */
export const isOpen = (state: ImportState) => state === 'draft' || state === 'checked';

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Other words that files have for what everybody has. */
const alike: Readonly<Record<string, readonly string[]>> = {
  name: ['subject', 'title'],
  owner: ['salesagent', 'assignedto', 'agent', 'ownername', 'owneremail'],
  stage: ['dealstage', 'stagename'],
  amount: ['closevalue', 'value', 'dealvalue'],
  country: ['officelocation'],
  parent: ['parentaccount'],
};

const idNames = ['id', 'externalid', 'recordid', 'key'];

function fits(column: string, { apiName, label, role }: FieldView): boolean {
  const word = plain(column);
  return [apiName, label, ...(alike[role ?? apiName] ?? [])].some((name) => plain(name) === word);
}

const isAddress = (text: string | undefined) => /^[^\s@]+@[^\s@]+$/.test(text?.trim() ?? '');

/** By what a cell names a person or a record, as far as its first rows show. */
function guessMatch(field: FieldView, samples: readonly (string | undefined)[]): Match | undefined {
  if (field.type === 'lookup') return 'name';
  if (field.type !== 'person') return undefined;
  const filled = samples.filter((text) => text?.trim());
  if (filled.length > 0 && filled.every(isAddress)) return 'email';
  return filled.some((text) => text?.trim().includes(' ')) ? 'name' : 'handle';
}

/** A first guess at what columns mean, by their names; whoever imports looks at it before anything is read. */
export function guessMapping(
  { object, columns, sample }: { object: string; columns: readonly string[]; sample: readonly (readonly string[])[] },
  fields: readonly FieldView[],
): ImportMapping {
  const taken = new Set<string>();
  const guessed = columns.flatMap((name, column) => {
    const field = fields.find((one) => !taken.has(one.apiName) && fits(name, one));
    if (!field) return [];
    taken.add(field.apiName);
    const match = guessMatch(
      field,
      sample.map((row) => row[column]),
    );
    return [{ column, field: field.apiName, ...(match && { match, onUnknown: 'refuse' as const }) }];
  });
  const id = columns.findIndex((name) => [...idNames, `${plain(object)}id`].includes(plain(name)));
  return {
    columns: guessed,
    externalId: id < 0 ? null : id,
    createdAt: null,
    nameFrom: null,
    isTracked: false,
    isNotified: false,
  };
}

/** A name made of other columns: parts between ` · ` whose column is empty are left out. Null when nothing is left. */
export function nameOf(pattern: string, cell: (column: string) => string | undefined): string | null {
  const parts = pattern.split(' · ').map((part) => {
    let isEmpty = false;
    const text = part.replace(/\{([^{}]*)\}/g, (_, column: string) => {
      const value = cell(column.trim())?.trim() ?? '';
      isEmpty ||= value === '';
      return value;
    });
    return isEmpty ? null : text;
  });
  return parts.filter((part) => part !== null).join(' · ') || null;
}

/** The columns that such a pattern names. */
export const columnsIn = (pattern: string): string[] =>
  [...pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => (match[1] ?? '').trim());
