import { ButtonLink } from '@/components/ui/button';
import type { DefinedField, DefinedObject } from '@/lib/objects/setup-view-models';
import { Part } from './part';

type Props = { object: DefinedObject; field: DefinedField };

const pathOf = ({ object, field }: Props) => `/setup/objects/${object.apiName}/fields/${field.apiName}`;

function sentence({ isRestricted, readers }: DefinedField): string {
  if (!isRestricted) return 'Everyone who may read the record reads it.';
  if (readers === 0) return 'Nobody reads it.';
  return readers === 1 ? 'Only whom one entry names.' : `Only those whom ${readers} entries name.`;
}

/** Who reads a field, and where to change it. */
export function ReadingPart({ object, field }: Props) {
  return (
    <Part title="Reading">
      <p>{sentence(field)}</p>
      <div className="form-end">
        <ButtonLink href={`${pathOf({ object, field })}/readers`}>Choose who reads it</ButtonLink>
      </div>
    </Part>
  );
}

/** Fields that were added here can be deleted. */
export function DeleteFieldPart({ object, field }: Props) {
  return (
    <Part title="Delete">
      <div className="form-end">
        <ButtonLink look="danger" href={`${pathOf({ object, field })}/delete`}>
          Delete this field …
        </ButtonLink>
      </div>
    </Part>
  );
}
