import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Field, Select, TextArea } from '@/components/ui/field.client';
import { createFieldAction, editFieldAction } from '@/lib/objects/actions';
import { isPicklist, typeNames } from '@/lib/objects/setup-rules';
import type { DefinedField, DefinedObject } from '@/lib/objects/setup-view-models';
import type { FieldType } from '@/lib/objects/view-models';
import { ValueFields, WordFields } from './field-fields';

export type LookupTarget = { apiName: string; label: string };

type NewProps = { object: DefinedObject; type: FieldType; id: string; targets: readonly LookupTarget[] };

function OwnFields({ type, targets }: Pick<NewProps, 'type' | 'targets'>) {
  if (isPicklist(type))
    return (
      <TextArea
        name="options"
        label="Values"
        hint="One on each line. Those that end the path get a mark: “Signed | won”, “Cancelled | closed”."
        rows={6}
      />
    );
  if (type !== 'lookup') return null;
  return (
    <Select
      name="lookupObject"
      label="Records of"
      options={targets.map(({ apiName, label }) => ({ value: apiName, label }))}
      defaultValue={targets[0]?.apiName ?? ''}
    />
  );
}

/** A new field of a type that was chosen. `id` makes two sends of one form one field. */
export function NewFieldForm({ object, type, id, targets }: NewProps) {
  return (
    <ActionForm action={createFieldAction} id="field" className="card form p-4 sm:p-6">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="type" value={type} />
      <p className="meta">
        {typeNames[type]}.{' '}
        <a className="link underline" href={`/setup/objects/${object.apiName}/fields/new`}>
          Choose another type
        </a>
      </p>
      <WordFields />
      <Field
        name="apiName"
        label="API name"
        hint="For imports and lists: small letters, digits and underscores. Left empty it is made from the label. It never changes."
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <OwnFields type={type} targets={targets} />
      <ValueFields type={type} />
      <Checkbox
        name="isTracked"
        label="Track changes"
        hint={
          object.isTracked
            ? 'Its changes are announced in feeds.'
            : 'Its changes are announced in feeds once the object is tracked.'
        }
      />
      <div className="form-end">
        <Button look="primary">Create field</Button>
        <ButtonLink look="quiet" href={`/setup/objects/${object.apiName}`}>
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}

/** What a field is called and how it is filled in; its type and API name stay. */
export function EditFieldForm({ object, field }: { object: DefinedObject; field: DefinedField }) {
  return (
    <ActionForm action={editFieldAction} id="field">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <input type="hidden" name="fieldId" value={field.id} />
      <p className="meta wrap-anywhere">
        {typeNames[field.type]} · <code>{field.apiName}</code>
      </p>
      <WordFields field={field} />
      {field.role === null && <ValueFields type={field.type} field={field} />}
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}
