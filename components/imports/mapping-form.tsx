import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choices.client';
import { Field, type Option, Select } from '@/components/ui/field.client';
import { checkImportAction } from '@/lib/imports/actions';
import type { ImportView } from '@/lib/imports/view-models';
import type { ObjectView } from '@/lib/objects/view-models';
import { ColumnRow } from './column-row';

type Props = { found: ImportView; object: ObjectView };

const none = (label: string): Option => ({ value: '', label });
const chosen = (column: number | null | undefined) => (typeof column === 'number' ? String(column) : '');

/** What is true of the whole file: which column is an id, which a date, and who is told. */
function WholeFile({ found: { columns, mapping }, object }: Props) {
  const options = columns.map((name, at) => ({ value: String(at), label: name }));
  const name = object.fields.find(({ role }) => role === 'name');
  return (
    <>
      <Select
        name="externalId"
        label="Column that is the id of a record"
        hint="A row whose id is known changes that record, so that a file may be imported again and again. Without one every row makes a new record each time."
        options={[none('None'), ...options]}
        defaultValue={chosen(mapping?.externalId)}
      />
      <Select
        name="createdAt"
        label="Column of the day on which it was created"
        options={[none('None: today'), ...options]}
        defaultValue={chosen(mapping?.createdAt)}
      />
      <Field
        name="nameFrom"
        label={`${name?.label ?? 'Name'} made of columns`}
        hint={'Where no column holds it, such as {account} · {product}. Parts whose column is empty are left out.'}
        defaultValue={mapping?.nameFrom ?? ''}
        maxLength={500}
      />
      <Checkbox
        name="isTracked"
        label="Announce the changes in feeds"
        hint="As if somebody had typed them. Without it nothing appears in any feed."
        isChecked={mapping?.isTracked ?? false}
      />
      <Checkbox
        name="isNotified"
        label="Notify people of them"
        hint="Those who follow the records are told of each, by mail too where they chose so."
        isChecked={mapping?.isNotified ?? false}
      />
    </>
  );
}

/** Says what each column means. Sending it checks all rows and writes nothing. */
export function MappingForm({ found, object }: Props) {
  const fields = [none('Nothing'), ...object.fields.map(({ apiName, label }) => ({ value: apiName, label }))];
  return (
    <section className="grid gap-3" aria-labelledby="mapping">
      <h2 className="text-heading" id="mapping" tabIndex={-1}>
        What the columns mean
      </h2>
      <ActionForm action={checkImportAction} id="map" className="card form p-4">
        <input type="hidden" name="id" value={found.id} />
        {found.columns.map((name, column) => (
          <ColumnRow key={name} column={column} name={name} found={found} object={object} fields={fields} />
        ))}
        <hr className="border-border" />
        <WholeFile found={found} object={object} />
        <div>
          <Button look="primary">Check the file</Button>
        </div>
      </ActionForm>
    </section>
  );
}
