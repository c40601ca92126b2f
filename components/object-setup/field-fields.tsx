import { Checkbox } from '@/components/ui/choices.client';
import { Field } from '@/components/ui/field.client';
import {
  canBeSortable,
  defaultText,
  hasDefault,
  hasScale,
  isPicklist,
  MAX_HELP,
  MAX_LABEL,
  MAX_SCALE,
} from '@/lib/objects/setup-rules';
import type { DefinedField } from '@/lib/objects/setup-view-models';
import type { FieldType } from '@/lib/objects/view-models';

type Props = { type: FieldType; field?: DefinedField | undefined };

/** What a field is called, and what stands below it in forms. */
export function WordFields({ field }: { field?: DefinedField | undefined }) {
  return (
    <>
      <Field name="label" label="Label" defaultValue={field?.label} maxLength={MAX_LABEL} autoComplete="off" required />
      <Field
        name="help"
        label="Help"
        hint="A sentence for whoever fills it in."
        defaultValue={field?.help}
        maxLength={MAX_HELP}
        autoComplete="off"
      />
    </>
  );
}

function NumberFields({ type, field }: Props) {
  if (!hasScale(type)) return null;
  return (
    <>
      <Field
        name="scale"
        label="Digits after the point"
        hint={`From 0 to ${MAX_SCALE}.`}
        defaultValue={String(field?.scale ?? (type === 'currency' ? 2 : 0))}
        inputMode="numeric"
        autoComplete="off"
      />
      {type === 'currency' && (
        <Field
          name="currency"
          label="Currency"
          hint="Its code, such as USD or EUR. Amounts that are there are not converted."
          defaultValue={field?.currency ?? 'USD'}
          autoComplete="off"
        />
      )}
    </>
  );
}

const defaultHints: Partial<Record<FieldType, string>> = {
  checkbox: '“yes” for a box that is ticked at first.',
  date: 'Year-month-day, such as 2027-03-31.',
  datetime: 'Day and time, such as 2027-03-31 09:30.',
  picklist: 'One of the values.',
  multi_picklist: 'Some of the values, with semicolons between them.',
};

function DefaultField({ type, field }: Props) {
  if (!hasDefault(type)) return null;
  return (
    <Field
      name="defaultValue"
      label="Default"
      hint={defaultHints[type] ?? 'What stands in it when a record is created.'}
      defaultValue={defaultText(field?.defaultValue ?? null)}
      autoComplete="off"
    />
  );
}

function requiredHint(type: FieldType): string {
  return isPicklist(type)
    ? 'A value has to be chosen whenever a record is saved.'
    : 'It has to be filled in whenever a record is saved. Records that are there are asked for it then.';
}

/** How a field is filled in, as far as its type allows. */
export function ValueFields({ type, field }: Props) {
  return (
    <>
      <NumberFields type={type} field={field} />
      <DefaultField type={type} field={field} />
      <div className="grid gap-2">
        {type !== 'checkbox' && (
          <Checkbox
            name="isRequired"
            label="Required"
            hint={requiredHint(type)}
            isChecked={field?.isRequired ?? false}
          />
        )}
        {canBeSortable(type) && (
          <Checkbox
            name="isSortable"
            label="Sortable"
            hint="Lists of any length are sorted by it. That is prepared in the background."
            isChecked={field?.isSortWanted ?? false}
          />
        )}
      </div>
    </>
  );
}
