import { type FilterOperator, filterOperators, type ListFilter } from '@/lib/objects/view-models';
import type { ListShape } from './view-models';

/** What the address of a list says: which view, what differs from it, which page of it. */
export type ListState = {
  /** The key of a view: a scope, or the id of a saved one. */
  list: string;
  shape: ListShape;
  q: string;
  after: string | undefined;
  isBoard: boolean;
  /** The field whose filter form is open. */
  asking: string | null;
};

const MAX_Q = 200;

/** `stage:is:Won,Lost`: a comma within a value is escaped. */
export const writeFilter = ({ field, operator, values }: ListFilter): string =>
  [field, operator, values.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(',')].join(':');

function plainText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isOperator = (text: string): text is FilterOperator => (filterOperators as readonly string[]).includes(text);

/** What is no filter reads as one of a field that no object has. */
function readFilter(text: string): ListFilter {
  const [, field = '', operator = '', values = ''] = /^([^:]*):([^:]*):(.*)$/s.exec(text) ?? [];
  if (!isOperator(operator)) return { field: '', operator: 'is', values: [] };
  return { field, operator, values: values === '' ? [] : values.split(',').map(plainText) };
}

const isFilled = (text: string) => text.trim() !== '';

/** A filter as the form for one sends it: people and texts may be several on a line, with commas in between. */
function typedFilter(query: URLSearchParams): ListFilter[] {
  const [field, operator] = [query.get('filter'), query.get('op')];
  if (!field || operator === null) return [];
  if (!isOperator(operator)) return [{ field: '', operator: 'is', values: [] }];
  const typed = query.getAll('value').filter(isFilled);
  const isBare = operator === 'blank' || operator === 'filled';
  return [{ field, operator, values: isBare ? [] : typed.map((value) => value.trim()) }];
}

const listOf = (query: URLSearchParams, name: string, given: readonly string[]): readonly string[] =>
  query.has(name) ? [...new Set(query.getAll(name).filter(isFilled))] : given;

function columnsOf(query: URLSearchParams, given: readonly string[]): readonly string[] {
  const text = query.get('columns');
  const ticked = query.getAll('column').filter(isFilled);
  if (query.has('column')) return [...new Set(inOrder(ticked, query))];
  return text === null ? given : [...new Set(text.split(',').filter(isFilled))];
}

/** Ticked columns by the numbers that stand beside them. */
function inOrder(columns: readonly string[], query: URLSearchParams): string[] {
  const place = (column: string) => Number(query.get(`place_${column}`)) || Number.MAX_SAFE_INTEGER;
  return columns.toSorted((a, b) => place(a) - place(b));
}

function sortOf(query: URLSearchParams, { sort, isDescending }: ListShape): Pick<ListShape, 'sort' | 'isDescending'> {
  const text = query.get('sort');
  if (!text) return { sort, isDescending };
  return { sort: text.replace(/^-/, ''), isDescending: text.startsWith('-') };
}

/** Reads an address over the view that it names. */
export function readState(query: URLSearchParams, list: string, base: ListShape): ListState {
  const filters = query.has('f') ? query.getAll('f').filter(isFilled).map(readFilter) : base.filters;
  const typed = typedFilter(query);
  return {
    list,
    shape: {
      scope: base.scope,
      columns: columnsOf(query, base.columns),
      filters: [...filters, ...typed],
      topics: listOf(query, 'topic', base.topics),
      ...sortOf(query, base),
    },
    q: (query.get('q') ?? '').slice(0, MAX_Q).trim(),
    after: query.get('after') ?? undefined,
    isBoard: query.get('view') === 'board',
    asking: typed.length === 0 ? query.get('filter') : null,
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Several of one name, or one blank where the view has some and this has none. */
function several(name: string, values: readonly string[], base: readonly string[]): [string, string][] {
  if (isSame(values, base)) return [];
  return values.length === 0 ? [[name, '']] : values.map((value) => [name, value]);
}

export const writeSort = ({ sort, isDescending }: Pick<ListShape, 'sort' | 'isDescending'>): string =>
  `${isDescending ? '-' : ''}${sort}`;

/** What stands in the address besides the page, as names and values: what forms carry along and links say. */
export function stateFields({ list, shape, q, isBoard }: ListState, base: ListShape): [string, string][] {
  return [
    ...(isBoard ? [['view', 'board'] as [string, string]] : []),
    ...(list === 'all' ? [] : [['list', list] as [string, string]]),
    ...several('f', shape.filters.map(writeFilter), base.filters.map(writeFilter)),
    ...several('topic', shape.topics, base.topics),
    ...(isSame(shape.columns, base.columns) ? [] : [['columns', shape.columns.join(',')] as [string, string]]),
    ...(writeSort(shape) === writeSort(base) ? [] : [['sort', writeSort(shape)] as [string, string]]),
    ...(q ? [['q', q] as [string, string]] : []),
  ];
}

/** The address of a list in a state, at its first page unless `after` says otherwise. */
export function stateHref(path: string, state: ListState, base: ListShape, more: Record<string, string> = {}): string {
  const query = new URLSearchParams([...stateFields(state, base), ...Object.entries(more)]).toString();
  return query ? `${path}?${query}` : path;
}
