import { ButtonForm, ButtonLink } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { moveFieldAction } from '@/lib/objects/actions';
import { typeNames } from '@/lib/objects/setup-rules';
import type { DefinedField, DefinedObject } from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { object: DefinedObject };

function typeOf({ type, lookupObject }: DefinedField): string {
  if (type !== 'lookup') return typeNames[type];
  return lookupObject ? `${typeNames.lookup}: ${lookupObject}` : `${typeNames.lookup} of a deleted object`;
}

function Pills({ field }: { field: DefinedField }) {
  return (
    <span className="pills">
      {field.isRequired && <Pill>Required</Pill>}
      {field.isTracked && <Pill tone="positive">Tracked</Pill>}
      {field.isSortable && <Pill>Sortable</Pill>}
      {field.isSortWanted && !field.isSortable && <Pill tone="caution">Sorting is being prepared</Pill>}
      {field.isRestricted && <Pill tone="danger">Restricted</Pill>}
    </span>
  );
}

function Move({ object, field, direction }: Props & { field: DefinedField; direction: 'up' | 'down' }) {
  const fields = {
    objectId: object.id,
    version: String(object.version),
    fieldId: field.id,
    direction,
    anchor: 'fields',
  };
  return (
    <ButtonForm
      action={moveFieldAction}
      fields={fields}
      aria-label={`Move ${field.label} ${direction}`}
      look="quiet"
      small
    >
      {direction === 'up' ? '↑' : '↓'}
    </ButtonForm>
  );
}

function Line({ object, field, at }: Props & { field: DefinedField; at: number }) {
  return (
    <li className="defined-row">
      <div>
        <a className="strong" href={`/setup/objects/${object.apiName}/fields/${field.apiName}`} dir="auto">
          {field.label}
        </a>
        <div className="meta">
          <code>{field.apiName}</code>
          {' · '}
          {typeOf(field)}
        </div>
      </div>
      <Pills field={field} />
      <span className="flex">
        {at > 0 && <Move object={object} field={field} direction="up" />}
        {at < object.fields.length - 1 && <Move object={object} field={field} direction="down" />}
      </span>
    </li>
  );
}

/** The fields of an object as forms and pages show them. */
export function FieldList({ object }: Props) {
  const add = (
    <ButtonLink icon="plus" href={`/setup/objects/${object.apiName}/fields/new`}>
      New field
    </ButtonLink>
  );
  return (
    <Part title="Fields" id="fields" end={add}>
      <ol className="rows">
        {object.fields.map((field, at) => (
          <Line key={field.id} object={object} field={field} at={at} />
        ))}
      </ol>
    </Part>
  );
}
