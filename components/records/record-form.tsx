import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import type { ObjectView } from '@/lib/objects/view-models';
import { createRecordAction, editRecordAction } from '@/lib/records/actions';
import { recordPath } from '@/lib/records/rules';
import type { FilledField, RecordView } from '@/lib/records/view-models';
import { LostFields } from './lost-fields.client';
import { ValueField } from './value-field';

/** The boxes, and which there are: so that an unticked one is told from one that was never shown. */
function Boxes({ fields }: { fields: readonly FilledField[] }) {
  const shown = fields.map(({ field }) => field.apiName);
  return (
    <>
      <input type="hidden" name="shown" value={shown.join(',')} />
      {fields.map((filled) => (
        <ValueField key={filled.field.id} filled={filled} />
      ))}
      <LostFields shown={shown} />
    </>
  );
}

function End({ cancel }: { cancel: string }) {
  return (
    <div className="form-end">
      <Button look="primary">Save</Button>
      <ButtonLink look="quiet" href={cancel}>
        Cancel
      </ButtonLink>
    </div>
  );
}

/** What a new record needs. */
export function NewRecordForm({ object, fields }: { object: ObjectView; fields: readonly FilledField[] }) {
  return (
    <ActionForm action={createRecordAction} className="card form p-4 sm:p-6">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="clientId" value={crypto.randomUUID()} />
      <Boxes fields={fields} />
      {object.access === 'private' ? (
        <p className="meta">Only its owner, those above them and whom it is shared with will see it.</p>
      ) : (
        <Checkbox
          name="isPrivate"
          label="Only people I share it with"
          hint="Otherwise everyone in the company can read it. Those above its owner always can."
        />
      )}
      <End cancel={`/records/${object.apiName}`} />
    </ActionForm>
  );
}

/** Everything of a record that its reader may read, to be changed. */
export function EditRecordForm({ record, fields }: { record: RecordView; fields: readonly FilledField[] }) {
  return (
    <ActionForm action={editRecordAction} className="card form p-4 sm:p-6">
      <input type="hidden" name="recordId" value={record.id} />
      <input type="hidden" name="version" value={record.version} />
      <Boxes fields={fields} />
      <End cancel={recordPath({ object: record.object.apiName, id: record.id })} />
    </ActionForm>
  );
}
