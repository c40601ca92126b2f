import type { FieldView, ObjectView, StoredValue, StoredValues } from '@/lib/objects/view-models';

/** A record as it is named in a text, a list or a rail. */
export type RecordLine = { id: string; object: string; objectLabel: string; name: string };

export const recordPath = ({ object, id }: Pick<RecordLine, 'object' | 'id'>) => `/records/${object}/${id}`;

/** The names of the fields that stand in columns of the record. */
export function roleNames({ fields }: Pick<ObjectView, 'fields'>): { name: string; owner: string } {
  const of = (role: FieldView['role']) => fields.find((field) => field.role === role)?.apiName ?? String(role);
  return { name: of('name'), owner: of('owner') };
}

/** All values of a record by field, its name and owner among them. */
export function allValues(
  object: Pick<ObjectView, 'fields'>,
  { name, ownerId, values }: { name: string; ownerId: string; values: StoredValues },
): Record<string, StoredValue> {
  const roles = roleNames(object);
  return { ...values, [roles.name]: name, [roles.owner]: ownerId };
}

/** Topics of a record (spec 5). */
export const MAX_TOPICS_PER_RECORD = 100;

/** Names on one page of a record's followers. */
export const FOLLOWERS_SHOWN = 40;

/** How far the records of a related list are counted; one more reads "100+". */
export const RELATED_COUNTED = 100;
