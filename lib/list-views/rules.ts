import type { FieldType, FieldView, FilterOperator, ObjectView } from '@/lib/objects/view-models';
import type { ListScope, ListShape } from './view-models';

export const PAGE_SIZE = 50;
export const CARDS = 20;
/** Counting ends here: beyond it a count reads "10,000+". */
export const MOST_COUNTED = 10_000;
/** Where no index helps, so many of the newest records of an object are looked at. */
export const NEWEST = 10_000;

export const MAX_VIEW_NAME = 80;
export const MAX_VIEWS = 100;
export const MAX_COLUMNS = 15;
export const MAX_FILTERS = 10;
export const MAX_FILTER_VALUES = 50;
export const MAX_FILTER_TEXT = 255;
export const MAX_FILTER_TOPICS = 5;

/** Remembered for each person: so many records of an object, and for so many days (spec 12). */
export const MAX_RECENT = 200;
export const RECENT_DAYS = 90;

export const builtIn: readonly { scope: ListScope; name: string }[] = [
  { scope: 'all', name: 'All' },
  { scope: 'mine', name: 'Mine' },
  { scope: 'team', name: 'My team’s' },
  { scope: 'followed', name: 'Followed' },
  { scope: 'recent', name: 'Recently viewed' },
];

const moment = (apiName: string, label: string): FieldView => ({
  id: apiName,
  apiName,
  label,
  help: '',
  type: 'datetime',
  role: null,
  isRequired: false,
  defaultValue: null,
  options: [],
  lookupObject: null,
  scale: 0,
  currency: 'USD',
  isTracked: false,
  threshold: null,
  isSortable: true,
  isRestricted: false,
  isStandard: true,
});

/** What every record has besides its fields. */
export const systemFields: readonly FieldView[] = [
  moment('created_at', 'Created'),
  moment('updated_at', 'Last changed'),
];

/** When the reader looked at it last: what "Recently viewed" is sorted by. */
const viewedAt = moment('viewed_at', 'Viewed');

export const listFields = (object: Pick<ObjectView, 'fields'>): readonly FieldView[] => [
  ...object.fields,
  ...systemFields,
];

/** A field that a list may show, sort and filter by, as far as the reader may read it. */
export function listField(
  object: Pick<ObjectView, 'fields'>,
  apiName: string,
  scope: ListScope = 'all',
): FieldView | null {
  if (scope === 'recent' && apiName === viewedAt.apiName) return viewedAt;
  return listFields(object).find((field) => field.apiName === apiName) ?? null;
}

export const isSystem = ({ apiName, id }: FieldView): boolean => apiName === id;

/** What a list of an object shows until somebody asks for something else. */
export function defaultShape(object: Pick<ObjectView, 'fields'>, scope: ListScope = 'all'): ListShape {
  const shown = object.fields.filter(({ role, type }) => role !== 'name' && type !== 'long_text');
  return {
    scope,
    columns: shown.slice(0, 6).map(({ apiName }) => apiName),
    filters: [],
    topics: [],
    sort: scope === 'recent' ? 'viewed_at' : 'updated_at',
    isDescending: true,
  };
}

const texts: readonly FilterOperator[] = ['contains', 'starts', 'is', 'is_not', 'filled', 'blank'];
const numbers: readonly FilterOperator[] = ['is', 'is_not', 'over', 'under', 'from', 'until', 'filled', 'blank'];
const days: readonly FilterOperator[] = ['from', 'until', 'is', 'filled', 'blank'];
const choices: readonly FilterOperator[] = ['is', 'is_not', 'filled', 'blank'];

const byType: Record<FieldType, readonly FilterOperator[]> = {
  text: texts,
  long_text: texts,
  email: texts,
  phone: texts,
  url: texts,
  number: numbers,
  currency: numbers,
  percent: numbers,
  date: days,
  datetime: days,
  checkbox: ['is'],
  picklist: choices,
  multi_picklist: choices,
  person: choices,
  lookup: ['is', 'is_not', 'contains', 'filled', 'blank'],
};

const always: readonly FilterOperator[] = ['blank', 'filled'];

/** How a list may be narrowed by a field, the likeliest first. Name, owner and moments are never blank. */
export function operatorsOf(field: FieldView): readonly FilterOperator[] {
  const all = byType[field.type];
  return field.role || isSystem(field) ? all.filter((operator) => !always.includes(operator)) : all;
}

export const takesValue = (operator: FilterOperator): boolean => !always.includes(operator);

/** Several values of these are any of them; of the others there is one. */
export const takesSeveral = (operator: FilterOperator): boolean =>
  ['is', 'is_not', 'contains', 'starts'].includes(operator);

const words: Record<FilterOperator, string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  starts: 'starts with',
  over: 'is over',
  under: 'is under',
  from: 'is at least',
  until: 'is at most',
  blank: 'is blank',
  filled: 'is filled in',
};

const dayWords: Partial<Record<FilterOperator, string>> = {
  from: 'is on or after',
  until: 'is on or before',
  is: 'is on',
};

export function operatorWords({ type }: Pick<FieldView, 'type'>, operator: FilterOperator): string {
  return ((type === 'date' || type === 'datetime') && dayWords[operator]) || words[operator];
}

/** The currency field whose sum stands above the columns of a board: the first that there is. */
export const amountField = (object: Pick<ObjectView, 'fields'>): FieldView | null =>
  object.fields.find(({ type }) => type === 'currency') ?? null;

export const listPath = (object: string): string => `/records/${object}`;
