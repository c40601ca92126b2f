import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox, RadioGroup } from '@/components/ui/choices.client';
import { Field, Select, TextArea } from '@/components/ui/field.client';
import { createObjectAction, editObjectAction } from '@/lib/objects/actions';
import {
  accessNames,
  accessSentences,
  MAX_LABEL,
  MAX_OBJECT_DESCRIPTION,
  type ObjectAccess,
} from '@/lib/objects/setup-rules';
import type { DefinedObject } from '@/lib/objects/setup-view-models';

type Words = Pick<DefinedObject, 'label' | 'plural' | 'description' | 'hasTopics'>;

function WordFields({ object }: { object?: Words }) {
  return (
    <>
      <Field
        name="label"
        label="Label"
        hint="One of them, such as Contract."
        defaultValue={object?.label}
        maxLength={MAX_LABEL}
        autoComplete="off"
        required
      />
      <Field
        name="plural"
        label="Plural"
        hint="Several of them, such as Contracts."
        defaultValue={object?.plural}
        maxLength={MAX_LABEL}
        autoComplete="off"
        required
      />
      <TextArea
        name="description"
        label="Description"
        hint={`What they are for, in at most ${MAX_OBJECT_DESCRIPTION.toLocaleString('en')} characters.`}
        defaultValue={object?.description}
      />
    </>
  );
}

function TopicsBox({ isChecked }: { isChecked: boolean }) {
  return (
    <Checkbox
      name="hasTopics"
      label="Records have topics"
      hint="Whoever edits a record tags it, and lists can be narrowed to a topic."
      isChecked={isChecked}
    />
  );
}

/** What colleagues may do with a record that nobody shared with them. */
export function AccessRadios({ current }: { current: ObjectAccess }) {
  const choices = ['private', 'read', 'write'] as const;
  return (
    <RadioGroup
      legend="Default access"
      name="access"
      options={choices.map((access) => ({ value: access, label: accessNames[access], hint: accessSentences[access] }))}
      defaultValue={current}
    />
  );
}

/** What a new object needs. `id` makes two sends of one form one object. */
export function NewObjectForm({ id }: { id: string }) {
  return (
    <ActionForm action={createObjectAction} id="object" className="card form p-4 sm:p-6">
      <input type="hidden" name="id" value={id} />
      <WordFields />
      <Field
        name="apiName"
        label="API name"
        hint="For addresses and imports: small letters, digits and underscores. Left empty it is made from the label. It never changes."
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        name="nameLabel"
        label="What its name is called"
        hint="The first field of every record, such as Contract number."
        defaultValue="Name"
        maxLength={MAX_LABEL}
        autoComplete="off"
        required
      />
      <AccessRadios current="read" />
      <div className="grid gap-2">
        <Checkbox
          name="isTracked"
          label="Track changes"
          hint="New records and changes of tracked fields are announced in feeds, and records can be followed."
          isChecked
        />
        <TopicsBox isChecked />
      </div>
      <div className="form-end">
        <Button look="primary">Create object</Button>
        <ButtonLink look="quiet" href="/setup/objects">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  );
}

/** What an object says of itself. */
export function EditObjectForm({ object }: { object: DefinedObject }) {
  const picklists = object.fields.filter(({ type }) => type === 'picklist');
  const path = picklists.find(({ apiName }) => apiName === object.pathField);
  return (
    <ActionForm action={editObjectAction} id="object">
      <input type="hidden" name="objectId" value={object.id} />
      <input type="hidden" name="version" value={object.version} />
      <WordFields object={object} />
      <Select
        name="pathFieldId"
        label="Path"
        hint="A picklist that stands across the page of a record and makes the columns of the board."
        options={[{ value: '', label: 'None' }, ...picklists.map(({ id, label }) => ({ value: id, label }))]}
        defaultValue={path?.id ?? ''}
      />
      <div className="grid gap-2">
        <TopicsBox isChecked={object.hasTopics} />
        <Checkbox
          name="announcesRelated"
          label="Announce related records"
          hint="A record that is added below one of these is announced in its feed, to those who see both."
          isChecked={object.announcesRelated}
        />
      </div>
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}
