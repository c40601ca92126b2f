import { formatDate, formatMoment } from '@/lib/format';
import type { FieldView, StoredValue } from './view-models';

/** In whose language and by whose clock values are written. */
export type ValueReader = { locale: string; timeZone: string };

/** How people and records show to this reader, by id; one that is absent they may not see. */
export type ValueNames = Readonly<Record<string, { name: string }>>;

export type FormattedField = Pick<FieldView, 'type' | 'options' | 'scale' | 'currency'>;

/** What stands where a value is blank. */
export const BLANK = '—';

/** What stands for somebody or something that the reader may not know. */
export const unseen = { person: 'Somebody you cannot see', lookup: 'A record you cannot see' };

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = numbers.get(key);
  if (known) return known;
  const fresh = new Intl.NumberFormat(locale, options);
  numbers.set(key, fresh);
  return fresh;
}

/** Digits that were kept are shown, also where a field takes fewer by now. */
const digits = { minimumFractionDigits: 0, maximumFractionDigits: 15 };

function money(value: number, { currency, scale }: FormattedField, locale: string): string {
  const fraction = { ...digits, minimumFractionDigits: scale };
  if (!/^[A-Z]{3}$/.test(currency)) return numberFormat(locale, fraction).format(value);
  return numberFormat(locale, { style: 'currency', currency, ...fraction }).format(value);
}

function numeral(field: FormattedField, value: number, locale: string): string {
  if (field.type === 'currency') return money(value, field, locale);
  if (field.type === 'percent')
    return numberFormat(locale, { style: 'unit', unit: 'percent', ...digits }).format(value);
  // A year is a number like any other, and 1,982 is none.
  return numberFormat(locale, { useGrouping: 'min2', ...digits }).format(value);
}

/** A list of picklist values by their labels, in the order in which they were kept. */
function picked(values: readonly string[], { options }: FormattedField): string {
  return values.map((value) => options.find((option) => option.value === value)?.label ?? value).join(', ');
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

function words(field: FormattedField, value: string, { locale, timeZone }: ValueReader, names: ValueNames): string {
  switch (field.type) {
    case 'date':
      return isDay(value) ? formatDate(`${value}T00:00:00Z`, locale, 'UTC') : value;
    case 'datetime':
      return Number.isNaN(Date.parse(value)) ? value : formatMoment(value, locale, timeZone);
    case 'person':
    case 'lookup':
      return names[value]?.name ?? unseen[field.type];
    case 'picklist':
    case 'multi_picklist':
      return picked([value], field);
    default:
      return value;
  }
}

/**
 * A value as this reader reads it: money with its sign, a day and a moment by their clock, a picklist value by its
 * label, a person or record by name, and a dash where there is nothing. An unticked box says No.
 */
export function formatValue(
  field: FormattedField,
  value: StoredValue | undefined,
  reader: ValueReader,
  names: ValueNames = {},
): string {
  if (field.type === 'checkbox') return value === true ? 'Yes' : 'No';
  if (typeof value === 'number') return numeral(field, value, reader.locale);
  if (typeof value === 'string' && value !== '') return words(field, value, reader, names);
  if (typeof value === 'object' && value !== null && value.length > 0) return picked(value, field);
  return value === true ? 'Yes' : BLANK;
}
