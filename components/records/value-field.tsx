import { Checkbox } from '@/components/ui/choices.client';
import { Field, Select, TextArea } from '@/components/ui/field.client';
import type { FieldType, FieldView } from '@/lib/objects/view-models';
import { boxName, isReference } from '@/lib/records/typed-rules';
import type { FilledField } from '@/lib/records/view-models';
import { CheckGroup } from './check-group.client';
import { DateField } from './date-field.client';
import { ReferenceField } from './reference-field.client';

const kinds: Partial<Record<FieldType, string>> = { percent: 'In per cent.', person: 'A name or @handle.' };

/** What helps to fill it in: what its definition says, and what its kind asks for. */
function hintOf({ help, type, currency }: FieldView): string {
  return [help, type === 'currency' ? `In ${currency}.` : kinds[type]].filter(Boolean).join(' ');
}

/** Values that are offered, and those that stand there though they are not any more, or never were. */
function optionsOf({ field, typed }: FilledField) {
  const known = field.options.filter(({ isActive, value }) => isActive || typed.includes(value));
  const strange = typed.filter((value) => !field.options.some((option) => option.value === value));
  return [...known, ...strange.filter((value) => value !== '').map((value) => ({ value, label: value }))];
}

function PickField({ filled }: { filled: FilledField }) {
  const { field, typed } = filled;
  const chosen = typed[0] ?? '';
  const blank = field.isRequired && chosen !== '' ? [] : [{ value: '', label: field.isRequired ? 'Choose…' : '—' }];
  return (
    <Select
      name={boxName(field.apiName)}
      label={field.label}
      hint={hintOf(field) || undefined}
      options={[...blank, ...optionsOf(filled)]}
      defaultValue={chosen}
      aria-required={field.isRequired || undefined}
    />
  );
}

type Typing = { type?: 'email' | 'tel' | 'url'; inputMode?: 'decimal' | 'url' };

const typing: Partial<Record<FieldType, Typing>> = {
  number: { inputMode: 'decimal' },
  currency: { inputMode: 'decimal' },
  percent: { inputMode: 'decimal' },
  email: { type: 'email' },
  phone: { type: 'tel' },
  url: { inputMode: 'url' },
};

/** The control of one field by its type, with what stands in it. */
export function ValueField({ filled }: { filled: FilledField }) {
  const { field, typed, offered } = filled;
  const name = boxName(field.apiName);
  const words = { name, label: field.label, hint: hintOf(field) || undefined };
  const text = { ...words, defaultValue: typed[0] ?? '', 'aria-required': field.isRequired || undefined };
  if (isReference(field))
    return (
      <ReferenceField
        {...words}
        hint={hintOf(field)}
        typed={typed[0] ?? ''}
        isRequired={field.isRequired}
        offered={offered}
        object={field.lookupObject}
      />
    );
  switch (field.type) {
    case 'checkbox':
      return <Checkbox name={name} label={field.label} hint={words.hint} isChecked={typed.length > 0} />;
    case 'picklist':
      return <PickField filled={filled} />;
    case 'multi_picklist':
      return (
        <CheckGroup name={name} legend={field.label} hint={hintOf(field)} options={optionsOf(filled)} chosen={typed} />
      );
    case 'long_text':
      return <TextArea {...text} />;
    case 'date':
      return <DateField {...text} type="date" />;
    case 'datetime':
      return <DateField {...text} type="datetime-local" />;
    default:
      return <Field {...text} {...typing[field.type]} autoComplete="off" />;
  }
}
