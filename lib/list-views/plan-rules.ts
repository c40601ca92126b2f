import { readValue } from '@/lib/objects/value-rules';
import type { FieldView, FilterOperator, ListFilter, ObjectView } from '@/lib/objects/view-models';
import {
  listField,
  MAX_COLUMNS,
  MAX_FILTER_TEXT,
  MAX_FILTER_TOPICS,
  MAX_FILTER_VALUES,
  MAX_FILTERS,
  operatorsOf,
  takesSeveral,
  takesValue,
} from './rules';
import type { ListScope, ListShape } from './view-models';

export type PlannedFilter = { field: FieldView; operator: FilterOperator; values: readonly string[] };

/** A list whose every field the reader may read, and whose every value fits its field. */
export type ListPlan = {
  scope: ListScope;
  columns: readonly FieldView[];
  filters: readonly PlannedFilter[];
  topics: readonly string[];
  sort: FieldView;
  isDescending: boolean;
  q: string;
};

/** Why a list cannot be shown. Of a field that is not there and of one that is closed to the reader nothing is told apart. */
export type ListProblem = { kind: 'field' } | { kind: 'value'; label: string; words: string };

const noField: ListProblem = { kind: 'field' };
const wrong = (label: string, words: string): ListProblem => ({ kind: 'value', label, words });

const isTyped = ({ type }: FieldView) =>
  !['person', 'lookup', 'text', 'long_text', 'email', 'phone', 'url'].includes(type);

/** A value as it is kept in this field, or what is wrong with it. Days stand for moments too. */
function plannedValue(field: FieldView, text: string): { value: string } | { problem: string } {
  if (text.length > MAX_FILTER_TEXT || text.includes('\0')) return { problem: 'This is too long to look for.' };
  if (!isTyped(field) || field.type === 'checkbox') return { value: text };
  if (field.type === 'picklist' || field.type === 'multi_picklist')
    return field.options.some(({ value }) => value === text)
      ? { value: text }
      : { problem: `“${text.slice(0, 80)}” is not one of the choices.` };
  const type = field.type === 'datetime' ? 'date' : field.type;
  const read = readValue({ ...field, type, isRequired: true, scale: 4 }, [text], { timeZone: 'UTC' });
  return 'problem' in read ? { problem: read.problem } : { value: String(read.value) };
}

function plannedFilter(
  object: ObjectView,
  { field: apiName, operator, values }: ListFilter,
): PlannedFilter | ListProblem {
  const field = listField(object, apiName);
  if (!field || !operatorsOf(field).includes(operator)) return noField;
  if (!takesValue(operator)) return { field, operator, values: [] };
  if (values.length === 0) return wrong(field.label, 'Say what to look for.');
  if (values.length > (takesSeveral(operator) ? MAX_FILTER_VALUES : 1))
    return wrong(field.label, 'These are too many values.');
  const planned: string[] = [];
  for (const text of values) {
    const read = plannedValue(field, text);
    if ('problem' in read) return wrong(field.label, read.problem);
    planned.push(read.value);
  }
  return { field, operator, values: planned };
}

/** Reads a list's shape by the fields that its reader may read. Nothing that cannot be applied is left out in silence. */
export function planList(object: ObjectView, shape: ListShape, q = ''): ListPlan | ListProblem {
  const columns = shape.columns.map((apiName) => listField(object, apiName));
  const sort = listField(object, shape.sort, shape.scope);
  const known = columns.filter((column) => column !== null);
  if (!sort || known.length < columns.length) return noField;
  if (shape.filters.length > MAX_FILTERS) return wrong('Filters', `A list has at most ${MAX_FILTERS} filters.`);
  if (columns.length > MAX_COLUMNS) return wrong('Columns', `A list has at most ${MAX_COLUMNS} columns.`);
  if (shape.topics.length > MAX_FILTER_TOPICS)
    return wrong('Topics', `A list has at most ${MAX_FILTER_TOPICS} topics.`);
  const filters: PlannedFilter[] = [];
  const problems: ListProblem[] = [];
  for (const filter of shape.filters) {
    const planned = plannedFilter(object, filter);
    if ('kind' in planned) problems.push(planned);
    else filters.push(planned);
  }
  // A closed field is said first, so that its values say nothing.
  const [problem] = problems.toSorted((a, b) => a.kind.localeCompare(b.kind));
  if (problem) return problem;
  const { scope, topics, isDescending } = shape;
  return { scope, columns: known, filters, topics, sort, isDescending, q };
}
