import { cleanLine, lengthOf } from '@/lib/body/rules';
import { MAX_OPTIONS } from './value-rules';
import type { FieldType, Picked, StoredValue } from './view-models';

/** Characters of a label, of a help text under a field, of a picklist value, and of what an object says of itself. */
export const MAX_LABEL = 80;
export const MAX_API_NAME = 40;
export const MAX_HELP = 255;
export const MAX_OPTION = 80;
export const MAX_OBJECT_DESCRIPTION = 1000;

/** Digits after the point, and the per cent that a threshold may ask for. */
export const MAX_SCALE = 8;
export const MAX_THRESHOLD = 1000;

/** Days for which changes may be kept; ten years. */
export const MAX_KEPT_DAYS = 3650;

/** Counts stop here and read "10,000+". */
export const COUNTED = 10_000;

export const typeNames: Record<FieldType, string> = {
  text: 'Text',
  long_text: 'Long text',
  number: 'Number',
  currency: 'Money',
  percent: 'Percent',
  date: 'Date',
  datetime: 'Date and time',
  checkbox: 'Checkbox',
  picklist: 'Picklist',
  multi_picklist: 'Picklist of several',
  person: 'Person',
  lookup: 'Record',
  email: 'Email address',
  phone: 'Phone number',
  url: 'Web address',
};

export const typeSentences: Record<FieldType, string> = {
  text: 'One line, up to 255 characters.',
  long_text: 'Several lines, up to 32,000 characters.',
  number: 'With as many digits after the point as you choose.',
  currency: 'An amount in one currency.',
  percent: 'A number with a per cent sign.',
  date: 'A day.',
  datetime: 'A day and a time, shown by each reader’s clock.',
  checkbox: 'Yes or no.',
  picklist: 'One of the values that you list.',
  multi_picklist: 'Any number of the values that you list.',
  person: 'Somebody of the company.',
  lookup: 'A record of one object. Its page then lists what points to it.',
  email: 'An address that opens a new mail.',
  phone: 'A number that can be called.',
  url: 'A link to a page.',
};

export const accessNames = { private: 'Private', read: 'Everyone reads', write: 'Everyone reads and edits' } as const;

export const accessSentences = {
  private: 'Only its owner, those above them, and whoever it is shared with see a record.',
  read: 'All colleagues see every record. Its owner, those above them, and whoever it is shared with edit it.',
  write: 'All colleagues see and edit every record.',
} as const;

export type ObjectAccess = keyof typeof accessNames;

/** An index holds short things that have an order. */
const sortableTypes: readonly FieldType[] = [
  'text',
  'number',
  'currency',
  'percent',
  'date',
  'datetime',
  'checkbox',
  'picklist',
  'email',
  'phone',
];

export const canBeSortable = (type: FieldType) => sortableTypes.includes(type);
export const isPicklist = (type: FieldType) => type === 'picklist' || type === 'multi_picklist';
export const hasScale = (type: FieldType) => type === 'number' || type === 'currency' || type === 'percent';
/** People and records come and go: what points to them has no default. */
export const hasDefault = (type: FieldType) => type !== 'person' && type !== 'lookup';

/** The last parts of addresses below /records and /setup/objects, and names that mean something to a program. */
const reservedObjects = new Set(
  'new edit view views list lists export import bin deleted recent search board all mine record records object objects field fields history share shares access delete setup api user users group groups person people topic topics file files report reports constructor prototype null undefined true false'.split(
    ' ',
  ),
);

/** What every record has beside its fields, and the ends of addresses. */
const reservedFields = new Set(
  'id name owner object object_id owner_id values raw_values audience is_private external_id client_id version created_by created_at updated_by updated_at viewed_at deleted_at deleted_by record record_id topics followers shown new edit delete constructor prototype null undefined true false'.split(
    ' ',
  ),
);

/** A name for addresses and imports, made of a label: small letters, digits and underscores. */
export function suggestedApiName(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[\d_]+/, '');
  return words.slice(0, MAX_API_NAME).replace(/_+$/, '');
}

/** What is wrong with an API name, or null. */
export function apiNameProblem(name: string, kind: 'object' | 'field'): string | null {
  if (name === '') return 'Write an API name. This label does not make one.';
  if (name.length > MAX_API_NAME) return `An API name has at most ${MAX_API_NAME} characters.`;
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return 'An API name begins with a small letter and goes on with small letters, digits and underscores.';
  const reserved = kind === 'object' ? reservedObjects : reservedFields;
  return reserved.has(name) ? `“${name}” means something else here. Choose another API name.` : null;
}

/** One picklist value as it is typed: its label, and whether it ends the path. */
function readOption(line: string): Picked {
  const [, words = line, mark] = /^(.*?)\s*\|\s*(closed|lost|won)$/i.exec(line) ?? [];
  const value = cleanLine(words);
  if (!mark) return { value, label: value, isActive: true };
  return {
    value,
    label: value,
    isActive: true,
    isClosed: true,
    ...(mark.toLowerCase() === 'won' ? { isWon: true } : {}),
  };
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Reads picklist values, one on each line, below those that are there already. */
export function readOptions(
  text: string,
  present: readonly Picked[] = [],
): { options: Picked[] } | { problem: string } {
  const lines = text.split('\n').map((line) => cleanLine(line));
  const options = lines.filter((line) => line !== '').map(readOption);
  const taken = new Set(present.flatMap(({ value, label }) => [folded(value), folded(label)]));
  for (const { value } of options) {
    if (value === '') return { problem: 'A value needs words before its mark.' };
    if (lengthOf(value) > MAX_OPTION) return { problem: `A value has at most ${MAX_OPTION} characters.` };
    if (taken.has(folded(value))) return { problem: `“${value}” is there already.` };
    taken.add(folded(value));
  }
  if (present.length + options.length > MAX_OPTIONS)
    return { problem: `A picklist has at most ${MAX_OPTIONS} values.` };
  return { options };
}

/** How the default of a field is written in its box. */
export function defaultText(value: StoredValue): string {
  if (value === null) return '';
  if (value === true) return 'yes';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : Object.values(value).join('; ');
}

/** "10,000+" above what is counted. */
export const countText = (count: number, locale: string) =>
  count > COUNTED ? `${COUNTED.toLocaleString(locale)}+` : count.toLocaleString(locale);
