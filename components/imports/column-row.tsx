import { type Option, Select } from '@/components/ui/field.client';
import type { ColumnMapping, ImportView } from '@/lib/imports/view-models';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';

type Props = { column: number; name: string; found: ImportView; object: ObjectView; fields: readonly Option[] };

const matches: Partial<Record<FieldView['type'], readonly Option[]>> = {
  person: [
    { value: 'name', label: 'Name' },
    { value: 'handle', label: 'Handle' },
    { value: 'email', label: 'Email address' },
  ],
  lookup: [
    { value: 'name', label: 'Name' },
    { value: 'external', label: 'Its id in an earlier import' },
  ],
};

const unknowns: readonly Option[] = [
  { value: 'refuse', label: 'Do not take the row' },
  { value: 'blank', label: 'Leave it blank, and say so in the report' },
];

function Reference({
  column,
  name,
  field,
  mapped,
}: {
  column: number;
  name: string;
  field: FieldView;
  mapped: ColumnMapping;
}) {
  const options = matches[field.type];
  if (!options) return null;
  return (
    <div className="grid items-end gap-3 sm:grid-cols-2">
      <Select
        name={`match_${column}`}
        label={`“${name}” is found by`}
        options={options}
        defaultValue={mapped.match ?? 'name'}
      />
      <Select
        name={`unknown_${column}`}
        label={`Where “${name}” is not found`}
        options={unknowns}
        defaultValue={mapped.onUnknown ?? 'refuse'}
      />
    </div>
  );
}

/** Texts that are none of the choices, or were said to mean one. Nothing is guessed: whoever imports says what they are. */
function Meanings({
  column,
  texts,
  field,
  mapped,
}: {
  column: number;
  texts: readonly string[];
  field: FieldView;
  mapped: ColumnMapping;
}) {
  const options = [
    { value: '', label: 'Do not take the row' },
    ...field.options.filter(({ isActive }) => isActive).map(({ value, label }) => ({ value, label })),
  ];
  return (
    <div className="grid items-end gap-3 sm:grid-cols-2">
      {texts.map((text, at) => (
        <div key={text}>
          <input type="hidden" name={`from_${column}_${at}`} value={text} />
          <Select
            name={`as_${column}_${at}`}
            label={`“${text}” is read as`}
            options={options}
            defaultValue={mapped.readAs?.[text] ?? ''}
          />
        </div>
      ))}
    </div>
  );
}

/** One column: its first cells, the field that it is for, and how what it names is found. */
export function ColumnRow({ column, name, found, object, fields }: Props) {
  const mapped = found.mapping?.columns.find((one) => one.column === column);
  const field = object.fields.find(({ apiName }) => apiName === mapped?.field);
  const samples = found.sample.map((row) => row[column]?.trim()).filter(Boolean);
  const texts = [...Object.keys(mapped?.readAs ?? {}), ...Object.keys(found.report.unknown[name] ?? {})];
  return (
    <div className="grid gap-3">
      <Select
        name={`column_${column}`}
        label={name}
        hint={
          samples.length > 0 ? <bdi className="wrap-anywhere">{samples.join(' · ')}</bdi> : 'Empty in the first rows'
        }
        options={fields}
        defaultValue={mapped?.field ?? ''}
      />
      {mapped && field && <Reference column={column} name={name} field={field} mapped={mapped} />}
      {mapped && field && texts.length > 0 && (
        <Meanings column={column} texts={[...new Set(texts)]} field={field} mapped={mapped} />
      )}
    </div>
  );
}
