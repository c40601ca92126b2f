import { ActionForm } from '@/components/ui/action-form.client';
import { Button, ButtonForm } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choices.client';
import { addReaderAction, removeReaderAction, restrictFieldAction } from '@/lib/objects/actions';
import type {
  DefinedField,
  DefinedObject,
  FieldReader,
  FieldReading,
  ReaderCandidate,
} from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { object: DefinedObject; field: DefinedField };

const stateOf = ({ object, field }: Props) => ({
  objectId: object.id,
  version: String(object.version),
  fieldId: field.id,
});

function RestrictForm({ object, field }: Props) {
  return (
    <ActionForm action={restrictFieldAction} id="reading">
      {Object.entries(stateOf({ object, field })).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <RadioGroup
        legend="Who reads it"
        name="reading"
        options={[
          { value: 'all', label: 'Everyone who may read the record' },
          {
            value: 'chosen',
            label: 'Only those named below',
            hint: 'It is gone at once for everyone else: from pages, lists, filters, exports, and from what was announced before.',
          },
        ]}
        defaultValue={field.isRestricted ? 'chosen' : 'all'}
      />
      <div className="form-end">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  );
}

const kinds = { person: 'Person', group: 'Group', permission: 'Permission' };

function Reader({ object, field, reader }: Props & { reader: FieldReader }) {
  const name = reader.name ?? 'A group that you cannot see';
  return (
    <li className="defined-row">
      <div>
        {reader.href ? (
          <a className="strong" href={reader.href} dir="auto">
            {name}
          </a>
        ) : (
          <span className="strong">{name}</span>
        )}
        <div className="meta">{kinds[reader.kind]}</div>
      </div>
      <ButtonForm
        action={removeReaderAction}
        fields={{ ...stateOf({ object, field }), readerId: reader.id, anchor: 'readers' }}
        aria-label={`Remove ${name}`}
        small
      >
        Remove
      </ButtonForm>
    </li>
  );
}

function Candidates({ object, field, found }: Props & { found: readonly ReaderCandidate[] }) {
  return (
    <ul className="rows">
      {found.map((one) => (
        <li className="defined-row" key={one.id}>
          <div>
            <span className="strong" dir="auto">
              {one.name}
            </span>
            <div className="meta">
              <bdi>{one.detail}</bdi>
            </div>
          </div>
          <ButtonForm
            action={addReaderAction}
            fields={{ ...stateOf({ object, field }), principal: one.id, anchor: 'readers' }}
            aria-label={`Add ${one.name}`}
            small
          >
            Add
          </ButtonForm>
        </li>
      ))}
    </ul>
  );
}

function Find({ object, field, wanted }: Props & { wanted: string }) {
  const path = `/setup/objects/${object.apiName}/fields/${field.apiName}/readers`;
  return (
    <form action={`${path}#add`} method="get" className="flex max-w-[30rem] gap-2">
      <input
        className="input min-w-0 grow"
        type="text"
        name="q"
        aria-label="Find people and groups"
        placeholder="Name or @handle"
        defaultValue={wanted}
        dir="auto"
        autoComplete="off"
      />
      <Button className="shrink-0">Find</Button>
    </form>
  );
}

function ByPermission({ object, field, permissions }: Props & Pick<FieldReading, 'permissions'>) {
  return (
    <form action={addReaderAction} className="flex max-w-[30rem] flex-wrap gap-2">
      {Object.entries({ ...stateOf({ object, field }), anchor: 'readers' }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <select className="input min-w-0 flex-1" name="permission" aria-label="Whoever holds">
        {permissions.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <Button className="shrink-0">Add permission</Button>
    </form>
  );
}

type PageProps = Props & { reading: FieldReading; wanted: string; found: readonly ReaderCandidate[] };

/** Who reads a field, and who is to. Whoever decides it sees no value by that. */
export function FieldReaders({ object, field, reading, wanted, found }: PageProps) {
  return (
    <>
      <Part title="Reading">
        <RestrictForm object={object} field={field} />
      </Part>
      <Part title="Readers" id="readers">
        {reading.readers.length === 0 && (
          <p className="text-pretty">
            {field.isRestricted
              ? 'Nobody reads it. Add those who are to.'
              : 'Nobody is named. While everyone reads it, nobody has to be.'}
          </p>
        )}
        <ul className="rows">
          {reading.readers.map((reader) => (
            <Reader key={reader.id} object={object} field={field} reader={reader} />
          ))}
        </ul>
      </Part>
      <Part title="Add readers" id="add">
        <Find object={object} field={field} wanted={wanted} />
        {wanted && found.length === 0 && <p className="meta">Nobody of this name could be added.</p>}
        <Candidates object={object} field={field} found={found} />
        <ByPermission object={object} field={field} permissions={reading.permissions} />
      </Part>
    </>
  );
}
