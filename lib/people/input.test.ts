import { describe, expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { parseForm } from '@/lib/forms/form-data';
import { newId } from '@/lib/ids';
import { editProfileInput } from './input';
import { labels, limits, type TextField } from './rules';

const textFields = Object.keys(limits) as TextField[];

function form(change: Record<string, string | null> = {}): FormData {
  const texts = Object.fromEntries(textFields.map((name) => [name, name === 'name' ? 'Anna Snelling' : '']));
  const fields = { id: newId(), version: '1', timeZone: '', locale: 'en-US', shortcuts: 'on', ...texts, ...change };
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== null) data.set(name, value);
  return data;
}

function problems(data: FormData): Record<string, string> {
  try {
    parseForm(editProfileInput, data);
    return {};
  } catch (error) {
    if (error instanceof Invalid) return error.fields;
    throw error;
  }
}

describe.each(textFields)('%s', (field) => {
  const most = limits[field];

  test('may be as long as it may, counted as people count', () => {
    for (const letter of ['a', 'é', '😀', 'ع']) expect(problems(form({ [field]: letter.repeat(most) }))).toEqual({});
  });

  test('is refused beside the field when it is longer', () => {
    for (const length of [most + 1, 100_000]) {
      expect(problems(form({ [field]: 'a'.repeat(length) }))[field]).toBe(
        `${labels[field]} has at most ${most.toLocaleString('en')} characters.`,
      );
    }
  });

  test('is refused in words when it is missing, a file, or sent twice', () => {
    const twice = form();
    twice.append(field, 'more');
    const file = form();
    file.set(field, new File(['x'], 'x.txt'));
    for (const data of [form({ [field]: null }), twice, file]) expect(problems(data)[field]).toMatch(/did not arrive/);
  });

  test('loses control and bidi characters', () => {
    expect(parseForm(editProfileInput, form({ [field]: 'a\u0000\u202eb\u2066c' }))[field]).toBe('abc');
  });
});

test('a name cannot be empty, blank or invisible', () => {
  for (const name of ['', '   ', '\u200b\u200d', '\u2800', '\t\n'])
    expect(problems(form({ name })).name).toBe('Enter a name.');
});

test('only about keeps its lines', () => {
  const { about, title } = parseForm(editProfileInput, form({ about: 'one\r\ntwo', title: 'one\r\ntwo' }));
  expect([about, title]).toEqual(['one\ntwo', 'one two']);
});

test('zone, language and switch come from their lists', () => {
  expect(problems(form({ timeZone: 'Mars/Base', locale: 'xx', shortcuts: 'maybe' }))).toEqual({
    timeZone: 'Choose a time zone from the list.',
    locale: 'Choose a language from the list.',
    shortcuts: 'Choose on or off.',
  });
  expect(parseForm(editProfileInput, form({ timeZone: 'Europe/Zurich' })).timeZone).toBe('Europe/Zurich');
  expect(parseForm(editProfileInput, form()).timeZone).toBeNull();
});

test('a foreign id or version is refused', () => {
  expect(problems(form({ id: 'x' }))).toHaveProperty('id');
  for (const version of ['', 'x', '1.5', null]) expect(problems(form({ version }))).toHaveProperty('version');
});

test('a manager is typed with or without @, in any case', () => {
  expect(parseForm(editProfileInput, form({ manager: ' @Anna.Snelling ' })).manager).toBe('anna.snelling');
  expect(parseForm(editProfileInput, form()).manager).toBeUndefined();
});
