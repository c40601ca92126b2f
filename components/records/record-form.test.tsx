import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type FieldType, type FieldView, fieldTypes, type ObjectView } from '@/lib/objects/view-models';
import { createRecordInput } from '@/lib/records/input';
import { NewRecordForm } from './record-form';

const field = (type: FieldType, more: Partial<FieldView> = {}): FieldView => ({
  id: `id-${type}`,
  apiName: `f_${type}`,
  label: `The ${type}`,
  help: '',
  type,
  role: null,
  isRequired: false,
  defaultValue: null,
  options: [{ value: 'a', label: 'A', isActive: true }],
  lookupObject: type === 'lookup' ? 'account' : null,
  scale: 0,
  currency: 'USD',
  isTracked: false,
  threshold: null,
  isSortable: false,
  isRestricted: false,
  isStandard: false,
  ...more,
});

const object: ObjectView = {
  id: '019b76da-a800-7997-a499-1efc863a3ec7',
  apiName: 'thing',
  label: 'Thing',
  plural: 'Things',
  description: '',
  kind: 'record',
  access: 'read',
  isTracked: true,
  announcesRelated: false,
  hasTopics: true,
  pathField: null,
  isStandard: false,
  version: 1,
  fields: [],
};

const form = (fields: FieldView[], typed: readonly string[] = []) =>
  renderToStaticMarkup(
    <NewRecordForm object={object} fields={fields.map((one) => ({ field: one, typed, offered: [] }))} />,
  );

test('a field of every type has a box by its name, and the form reads through its schema', () => {
  const markup = form(fieldTypes.map((type) => field(type)));
  const names = [...markup.matchAll(/ name="([^"]+)"/g)].map((match) => match[1] ?? '');
  for (const type of fieldTypes) expect(names).toContain(`v_f_${type}`);
  const hidden = [...markup.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const sent = { ...Object.fromEntries(names.map((name) => [name, 'x'])), ...Object.fromEntries(hidden) };
  const read = createRecordInput.parse(sent);
  expect(read.form.shown).toEqual(fieldTypes.map((type) => `f_${type}`));
  expect(read.form.typed.get('f_text')).toEqual(['x']);
});

test('a value that is no longer offered can stay where it stands', () => {
  const options = [
    { value: 'a', label: 'A', isActive: true },
    { value: 'old', label: 'Old', isActive: false },
  ];
  expect(form([field('picklist', { options })], ['old'])).toContain('<option value="old" selected="">Old</option>');
  expect(form([field('picklist', { options })], ['a'])).not.toContain('Old');
  expect(form([field('picklist', { options })], ['imported'])).toContain('<option value="imported" selected="">');
});

test('what has to be filled in says so', () => {
  expect(form([field('text', { isRequired: true })])).toContain('aria-required="true"');
});
