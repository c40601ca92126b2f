import type { ChangeView, Names, Reader } from '@/lib/feed/view-models';
import { formatValue } from '@/lib/objects/value-format';
import type { StoredValue } from '@/lib/objects/view-models';

type ValueProps = { field: NonNullable<ChangeView['field']>; value: StoredValue; names: Names; reader: Reader };

const unseen = { person: 'somebody you cannot see', lookup: 'a record you cannot see' };

/** A dash that says what it is to those who do not see it. */
function Blank() {
  return (
    <span role="img" aria-label="blank">
      —
    </span>
  );
}

/** Who or what is named by a value, as far as this reader may know of it. */
function Named({ type, value, names }: { type: 'person' | 'lookup'; value: string; names: Names }) {
  const known = names[value];
  if (!known) return <span className="unseen">{unseen[type]}</span>;
  return (
    <a href={known.href} dir="auto">
      {known.name}
    </a>
  );
}

/** One value of a field, written as this reader reads it. */
export function Value({ field, value, names, reader }: ValueProps) {
  if (value === null && field.type !== 'checkbox') return <Blank />;
  if ((field.type === 'person' || field.type === 'lookup') && typeof value === 'string')
    return <Named type={field.type} value={value} names={names} />;
  return <span dir="auto">{formatValue(field, value, reader)}</span>;
}
