import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field.client';
import { editValuesAction } from '@/lib/objects/actions';
import type { DefinedField, DefinedObject } from '@/lib/objects/setup-view-models';
import type { Picked } from '@/lib/objects/view-models';
import { CellField } from './cell-field.client';
import { RowCheck } from './row-check.client';

function Row({ option, row }: { option: Picked; row: number }) {
  const { value, label, isActive, isClosed = false, isWon = false } = option;
  const common = { value: String(row), of: label };
  return (
    <li className="option-row">
      <input type="hidden" name={`value_${row}`} value={value} />
      <CellField name={`place_${row}`} label={`Place of ${label}`} defaultValue={String(row + 1)} isNumber />
      <CellField name={`label_${row}`} label={`Label of ${label}`} defaultValue={label} />
      <div className="checks">
        <RowCheck name="isActive" label="Offered" isChecked={isActive} {...common} />
        <RowCheck name="isClosed" label="Ends the path" isChecked={isClosed} {...common} />
        <RowCheck name="isWon" label="Won" isChecked={isWon} {...common} />
      </div>
    </li>
  );
}

/** The values of a picklist: their places, labels, and which are offered. None is taken from a record that has it. */
export function ValuesForm({ object, field }: { object: DefinedObject; field: DefinedField }) {
  const made = field.options.map(({ value, label, isActive }) => `${value}/${label}/${isActive}`).join('\n');
  return (
    <ActionForm action={editValuesAction} id="values" className="form is-wide">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <input type="hidden" name="fieldId" value={field.id} />
      <p className="meta text-pretty">
        The number is the place. A value that is no longer offered goes on showing where a record has it.
      </p>
      <ol className="option-rows" key={made}>
        {field.options.map((option, row) => (
          <Row key={option.value} option={option} row={row} />
        ))}
      </ol>
      <TextArea
        name="added"
        label="Add values"
        hint="One on each line, such as “On hold” or “Cancelled | closed”."
        rows={3}
      />
      <div className="form-end">
        <Button look="primary">Save values</Button>
      </div>
    </ActionForm>
  );
}
