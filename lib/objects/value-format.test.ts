import { describe, expect, test } from 'vitest';
import { type FormattedField, formatValue } from './value-format';
import type { FieldType, StoredValue } from './view-models';

const reader = { locale: 'en', timeZone: 'Europe/Berlin' };

const options = [
  { value: 'won', label: 'Closed, won', isActive: true },
  { value: 'lost', label: 'Lost', isActive: false },
];

const field = (type: FieldType, more: Partial<FormattedField> = {}): FormattedField => ({
  type,
  options: [],
  scale: 0,
  currency: 'USD',
  ...more,
});

const shown = (type: FieldType, value: StoredValue, more: Partial<FormattedField> = {}) =>
  formatValue(field(type, more), value, reader, { p1: { name: 'Anna Snelling' } }).replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a value in words', () => {
  test('money has the sign of its currency and as many digits as its field', () => {
    expect(shown('currency', 1054)).toBe('$1,054');
    expect(shown('currency', 1100.5, { scale: 2 })).toBe('$1,100.50');
    expect(shown('currency', 1100, { scale: 2, currency: 'EUR' })).toBe('€1,100.00');
    expect(shown('currency', -7)).toBe('-$7');
    expect(shown('currency', 7, { currency: 'none' })).toBe('7');
  });

  test('digits that were kept are shown where the field takes fewer by now', () => {
    expect(shown('currency', 10.25)).toBe('$10.25');
    expect(shown('number', 0.125)).toBe('0.125');
  });

  test('numbers and percentages', () => {
    expect(shown('number', 123456789012345)).toBe('123,456,789,012,345');
    expect(shown('percent', 12.5, { scale: 1 })).toBe('12.5%');
    expect(shown('number', 0)).toBe('0');
    expect(shown('number', 1982)).toBe('1982');
    expect(shown('number', 12_345)).toBe('12,345');
  });

  test('a day is the same day everywhere, a moment is read by the clock of the reader', () => {
    expect(shown('date', '2027-03-01')).toBe('Mar 1, 2027');
    expect(formatValue(field('date'), '2027-03-01', { locale: 'en-GB', timeZone: 'America/Los_Angeles' })).toBe(
      '1 Mar 2027',
    );
    expect(shown('datetime', '2027-03-31T08:30:00.000Z')).toBe('Mar 31, 2027, 10:30 AM');
  });

  test('what is no day or moment is shown as it is', () => {
    expect(shown('date', 'soon')).toBe('soon');
    expect(shown('datetime', 'soon')).toBe('soon');
  });

  test('a box is Yes or No, and never blank', () => {
    expect(shown('checkbox', true)).toBe('Yes');
    expect(shown('checkbox', null)).toBe('No');
    expect(shown('checkbox', false)).toBe('No');
  });

  test('picklist values show by their labels, also those that are no longer offered or known', () => {
    expect(shown('picklist', 'won', { options })).toBe('Closed, won');
    expect(shown('multi_picklist', ['won', 'lost', 'gone'], { options })).toBe('Closed, won, Lost, gone');
    expect(shown('multi_picklist', [], { options })).toBe('—');
  });

  test('people and records show by name, and those that the reader may not see by a word', () => {
    expect(shown('person', 'p1')).toBe('Anna Snelling');
    expect(shown('person', 'p2')).toBe('Somebody you cannot see');
    expect(shown('lookup', 'r2')).toBe('A record you cannot see');
  });

  test.each([
    'text',
    'long_text',
    'number',
    'currency',
    'percent',
    'date',
    'datetime',
    'picklist',
    'person',
    'lookup',
    'email',
    'phone',
    'url',
  ] as const)('nothing in a %s is a dash', (type) => {
    expect(shown(type, null)).toBe('—');
    expect(formatValue(field(type), undefined, reader)).toBe('—');
    expect(shown(type, '')).toBe('—');
  });
});
