import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Tick } from '@/components/ui/tick.client';
import { setTrackingAction } from '@/lib/objects/actions';
import { hasScale, typeNames } from '@/lib/objects/setup-rules';
import type { DefinedField, DefinedObject } from '@/lib/objects/setup-view-models';
import { CellField } from './cell-field.client';

function Row({ field }: { field: DefinedField }) {
  return (
    <tr>
      <th scope="row">
        <span id={`field-${field.id}`} dir="auto">
          {field.label}
        </span>
        <div className="meta">{typeNames[field.type]}</div>
      </th>
      <td>
        <Tick
          name="field"
          value={field.id}
          labelledBy={`field-${field.id} column-tracked`}
          isChecked={field.isTracked}
        />
      </td>
      <td>
        {hasScale(field.type) && (
          <div className="percent-cell">
            <CellField
              name={`threshold_${field.id}`}
              label={`Per cent that ${field.label} has to move`}
              defaultValue={field.threshold === null ? '' : String(field.threshold)}
              isNumber
            />
            <span aria-hidden="true">%</span>
          </div>
        )}
      </td>
    </tr>
  );
}

function FieldTable({ object }: { object: DefinedObject }) {
  return (
    <div className="card px-5 py-2">
      <table className="tracked">
        <caption className="sr-only">Fields of {object.label}</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col" id="column-tracked">
              Tracked
            </th>
            <th scope="col">Only when it moves by more than</th>
          </tr>
        </thead>
        <tbody>
          {object.fields.map((field) => (
            <Row key={field.id} field={field} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What an object announces: itself, and which of its fields. */
export function TrackingForm({ object }: { object: DefinedObject }) {
  const tracked = object.fields.filter(({ isTracked }) => isTracked).length;
  const isRecord = object.kind === 'record';
  return (
    <ActionForm action={setTrackingAction} id="tracking" className="form is-wide">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <div className="grid max-w-[560px] gap-2">
        <Checkbox
          name="isTracked"
          label={`Track ${object.plural}`}
          hint={
            isRecord
              ? 'Off, nothing new is announced and records can no longer be followed. What was announced stays.'
              : 'Off, nothing new is announced. What was announced stays.'
          }
          isChecked={object.isTracked}
        />
        {isRecord && (
          <Checkbox
            name="announcesRelated"
            label="Announce related records"
            hint="A record that is added below one of these is announced in its feed, to those who see both."
            isChecked={object.announcesRelated}
          />
        )}
      </div>
      <p className="meta">
        {tracked} of {object.fields.length} fields tracked. There is no limit.
      </p>
      <FieldTable object={object} />
      <div className="form-end">
        <Button look="primary">Save</Button>
        <ButtonLink look="quiet" href="/setup/tracking">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
