import { describe, expect, test } from 'vitest';
import { readValue } from '@/lib/objects/value-rules';
import type { FieldType, StoredValue } from '@/lib/objects/view-models';
import { personText, readWritten, recordText, typedText } from './typed-rules';

const timeZone = 'America/Chicago';
const options = [
  { value: 'a', label: 'A', isActive: true },
  { value: 'b', label: 'B', isActive: true },
];

describe('what stands in a box', () => {
  test.each<[FieldType, StoredValue]>([
    ['text', 'Words'],
    ['long_text', 'Two\nlines'],
    ['number', 0],
    ['number', -12_345.5],
    ['currency', 999_999_999_999.25],
    ['currency', 0.01],
    ['percent', 12.5],
    ['date', '2027-03-31'],
    ['datetime', '2027-03-14T07:59:00.000Z'],
    ['datetime', '2027-11-07T12:30:00.000Z'],
    ['checkbox', true],
    ['picklist', 'a'],
    ['multi_picklist', ['a', 'b']],
    ['email', 'a@example.com'],
    ['phone', '+49 30 1234'],
    ['url', 'https://example.com/'],
  ])('is read back as the value that it shows: %s %s', (type, value) => {
    const field = { type, label: 'Field', isRequired: false, options, scale: 2 };
    expect(readValue(field, typedText({ type }, value, { timeZone }), { timeZone })).toEqual({ value });
  });

  test.each<StoredValue | undefined>([null, undefined, false, ''])('is nothing where there is nothing: %s', (value) => {
    expect(typedText({ type: 'text' }, value, { timeZone })).toEqual([]);
  });

  test('is a name where it names somebody, also one that the reader may not know', () => {
    const names = { p1: { name: 'Anna Snelling' } };
    expect(typedText({ type: 'person' }, 'p1', { timeZone, names })).toEqual(['Anna Snelling']);
    expect(typedText({ type: 'lookup' }, 'r1', { timeZone, names })).toEqual(['A record you cannot see']);
  });
});

describe('what is written to name somebody or something', () => {
  const id = '0195d854-f000-7724-845e-cb28789d98a6';

  test.each([
    ['Anna Snelling', { name: 'Anna Snelling', handle: null, tail: null }],
    ['@Anna.Snelling', { name: '', handle: 'anna.snelling', tail: null }],
    [personText('Anna (Sales)', 'anna'), { name: 'Anna (Sales)', handle: 'anna', tail: null }],
    [recordText('Acme [old]', id), { name: 'Acme [old]', handle: null, tail: '9d98a6' }],
    ['Acme [EMEA]', { name: 'Acme [EMEA]', handle: null, tail: null }],
    ['[abcdef]', { name: '[abcdef]', handle: null, tail: null }],
  ])('is taken apart: %s', (text, written) => expect(readWritten(text)).toEqual(written));
});
