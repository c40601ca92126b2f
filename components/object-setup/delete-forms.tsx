import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field.client';
import { deleteFieldAction, deleteObjectAction } from '@/lib/objects/actions';
import { countText } from '@/lib/objects/setup-rules';
import type { DefinedField, DefinedObject, FieldUses, LookupHere } from '@/lib/objects/setup-view-models';

type ObjectProps = { object: DefinedObject; lookups: readonly LookupHere[]; locale: string };

function Lookups({ lookups }: Pick<ObjectProps, 'lookups'>) {
  const names = lookups.map(({ object, field }) => `${object} · ${field}`).join(', ');
  return (
    <li>
      {names} {lookups.length === 1 ? 'points' : 'point'} to these records. That shows nothing until the object is
      restored.
    </li>
  );
}

/** What deleting an object means, before it is done. */
export function DeleteObjectForm({ object, lookups, locale }: ObjectProps) {
  const required = lookups.filter(({ isRequired }) => isRequired);
  const cancel = (
    <ButtonLink look="quiet" href={`/setup/objects/${object.apiName}`}>
      Cancel
    </ButtonLink>
  );
  if (required.length > 0)
    return (
      <div className="card grid max-w-[640px] gap-4 p-6 wrap-anywhere">
        <p>
          {required.map(({ object: of, field }) => `“${of} · ${field}”`).join(', ')} has to be filled in with one of
          these records. Make that optional or delete it first.
        </p>
        <div className="form-end">{cancel}</div>
      </div>
    );
  return (
    <ActionForm action={deleteObjectAction} id="delete" className="card form max-w-[640px] p-6 wrap-anywhere">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <ul className="grid list-disc gap-2 ps-5">
        <li>Records that go from all pages, lists, feeds, searches and counts: {countText(object.records, locale)}.</li>
        {lookups.length > 0 && <Lookups lookups={lookups} />}
        <li>Restored from the list of objects, everything is back as it was.</li>
        <li>Its API name stays taken.</li>
      </ul>
      {object.records > 0 && (
        <Field name="name" label={`Type “${object.label}” to delete it`} autoComplete="off" required />
      )}
      <div className="form-end">
        <Button look="danger">Delete object</Button>
        {cancel}
      </div>
    </ActionForm>
  );
}

type FieldProps = { object: DefinedObject; field: DefinedField; uses: FieldUses; locale: string };

/** What deleting a field means, before it is done. */
export function DeleteFieldForm({ object, field, uses, locale }: FieldProps) {
  return (
    <ActionForm action={deleteFieldAction} id="delete" className="card form max-w-[640px] p-6 wrap-anywhere">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <input type="hidden" name="fieldId" value={field.id} />
      <ul className="grid list-disc gap-2 ps-5">
        <li>Its values are out of reach, for good.</li>
        <li>
          Entries of history that go: {countText(uses.changes, locale)}. Announcements that told of it:{' '}
          {countText(uses.announcements, locale)}. Those that told of nothing else go with their comments.
        </li>
        {field.apiName === object.pathField && <li>It is the path: records then have none.</li>}
        <li>
          Its API name <code>{field.apiName}</code> is never given out again.
        </li>
      </ul>
      <div className="form-end">
        <Button look="danger">Delete field</Button>
        <ButtonLink look="quiet" href={`/setup/objects/${object.apiName}/fields/${field.apiName}`}>
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
