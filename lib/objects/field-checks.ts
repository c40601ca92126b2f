import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { canBeSortable, hasDefault, hasScale } from './setup-rules';
import { normal, readValue } from './value-rules';
import type { FieldView, StoredValue } from './view-models';

type Typed = { defaultValue: string; scale: number; currency: string; isSortable: boolean };

/** Reads a default as whoever fills in the field would type it; of several picklist values with semicolons between. */
export function readDefault(
  field: Pick<FieldView, 'type' | 'label' | 'options' | 'scale'>,
  typed: string,
  timeZone: string,
): StoredValue {
  if (!hasDefault(field.type)) return null;
  const several = field.type === 'multi_picklist' ? typed.split(';') : [typed];
  const read = readValue({ ...field, isRequired: false }, several, { timeZone });
  if ('problem' in read) throw new Invalid({ defaultValue: read.problem });
  return normal(read.value);
}

/** What of a form is kept for a field of this type. */
export function partsOf({ type }: Pick<FieldView, 'type'>, { scale, currency, isSortable }: Typed) {
  return {
    scale: hasScale(type) ? scale : 0,
    currency: type === 'currency' ? currency : 'USD',
    isSortWanted: isSortable && canBeSortable(type),
  };
}

/** Has the index of a field built or dropped, in the background. */
export async function askForIndex(tx: Tx, actor: { id: string }, fieldId: string): Promise<void> {
  await emit(tx, actor, 'field.index_due', fieldId, { fieldId }, { waitingKey: `field-index:${fieldId}` });
}

/** The place below the last field of an object. */
export const lastPlace = (objectId: string) =>
  sql`(select coalesce(max(f.position), 0) + 10 from fields f where f.object_id = ${objectId})`;
