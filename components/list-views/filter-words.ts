import { isSystem, listField, operatorWords, takesValue } from '@/lib/list-views/rules';
import { formatValue, type ValueReader } from '@/lib/objects/value-format';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldType, FieldView, ListFilter, ObjectView } from '@/lib/objects/view-models';

const truths = /^(yes|true|on|1)$/i;

const special: Partial<Record<FieldType, (text: string, field: FieldView, reader: ValueReader) => string>> = {
  person: (text) => (text === 'me' ? 'me' : `@${text.replace(/^@/, '')}`),
  checkbox: (text) => (truths.test(text) ? 'Yes' : 'No'),
  datetime: (text, field, reader) => formatValue({ ...field, type: 'date' }, text, reader),
  lookup: (text) => text,
};

function valueWords(field: FieldView, text: string, reader: ValueReader): string {
  const words = special[field.type];
  if (words) return words(text, field, reader);
  const value = isNumeric(field.type) && Number.isFinite(Number(text)) ? Number(text) : text;
  return formatValue(field, value, reader);
}

/** "Stage is Won or Lost", for a chip. A field that the reader may not read has no words. */
export function filterWords(
  object: ObjectView,
  { field: apiName, operator, values }: ListFilter,
  reader: ValueReader,
): string {
  const field = listField(object, apiName);
  if (!field) return 'A field that is not there';
  const words = `${field.label} ${operatorWords(field, operator)}`;
  if (!takesValue(operator)) return words;
  const list = new Intl.ListFormat(reader.locale, { type: 'disjunction' });
  return `${words} ${list.format(values.map((value) => valueWords(field, value, reader)))}`;
}

/** What stands in the box of a filter's value before anything is typed, and what helps to type it. */
export function valueHint(field: FieldView): { type: string; hint?: string } {
  if (isSystem(field) || field.type === 'date' || field.type === 'datetime') return { type: 'date' };
  if (isNumeric(field.type)) return { type: 'text' };
  if (field.type === 'person')
    return { type: 'text', hint: 'Handles, such as anna.snelling, or “me”. Several with a comma.' };
  if (field.type === 'lookup') return { type: 'text', hint: 'The name of the record.' };
  return { type: 'text' };
}
