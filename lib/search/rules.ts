import type { FieldType, FieldView, ObjectView, StoredValues } from '@/lib/objects/view-models';

/** Records that are shown of those that were found; a narrower question finds the others. */
export const RECORDS_SHOWN = 50;

const FACTS = 2;
const telling: readonly FieldType[] = ['currency', 'lookup', 'picklist', 'date', 'number', 'person', 'multi_picklist'];

/** The two fields that say most about a record: where it stands on its path, then money, what it belongs to, and so on. */
export function tellingFields(
  { fields, pathField }: Pick<ObjectView, 'fields' | 'pathField'>,
  values: StoredValues,
): FieldView[] {
  const place = ({ apiName, type }: FieldView) => (apiName === pathField ? 0 : telling.indexOf(type) + 1);
  const isTelling = (field: FieldView) => field.apiName === pathField || telling.includes(field.type);
  return fields
    .filter((field) => field.role === null && isTelling(field) && (values[field.apiName] ?? null) !== null)
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, FACTS);
}
