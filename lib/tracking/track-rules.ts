import { isNumeric, isSameValue, normal } from '@/lib/objects/value-rules';
import type { FieldView, ObjectView, StoredValue, StoredValues } from '@/lib/objects/view-models';

/** One field of one save. */
export type Difference = { field: FieldView; old: StoredValue; new: StoredValue };

/** What differs between two states of a record, in the order of its fields. Both hold all values, name and owner too. */
export function differences(fields: readonly FieldView[], before: StoredValues, after: StoredValues): Difference[] {
  return fields
    .filter(({ apiName }) => !isSameValue(before[apiName], after[apiName]))
    .map((field) => ({ field, old: normal(before[field.apiName]), new: normal(after[field.apiName]) }));
}

/** How far a number moved, in per cent of what it was; from nothing and to nothing is endlessly far. */
export function movedBy(old: StoredValue, now: StoredValue): number {
  if (typeof old !== 'number' || typeof now !== 'number' || old === 0) return Number.POSITIVE_INFINITY;
  return (Math.abs(now - old) / Math.abs(old)) * 100;
}

/** Whether the settings ask for a change to be announced: object and field are tracked, and a number moved far enough. */
export function isAnnounced(
  { isTracked }: Pick<ObjectView, 'isTracked'>,
  { field, old, new: now }: Difference,
): boolean {
  if (!isTracked || !field.isTracked) return false;
  return field.threshold === null || !isNumeric(field.type) || movedBy(old, now) > field.threshold;
}
