import 'server-only';
import { eq } from 'drizzle-orm';
import { fields } from '@/db/schema/objects';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { askForIndex, partsOf, readDefault } from './field-checks';
import { type FieldFacts, findField } from './find-field';
import type { EditField } from './input';
import { onObject } from './on-object';

/** How it is filled in, for fields that are neither name nor owner. */
function ownParts(field: FieldFacts, input: EditField, timeZone: string) {
  const { isSortWanted, ...parts } = partsOf(field, input);
  if (input.isRequired && field.type === 'lookup' && field.lookupObject === null)
    throw new Invalid({ isRequired: 'Its records are of a deleted object: nobody could fill it in.' });
  return {
    ...parts,
    isRequired: input.isRequired && field.type !== 'checkbox',
    defaultValue: readDefault({ ...field, label: input.label, ...parts }, input.defaultValue, timeZone),
    isSortWanted,
    // Lists stop sorting by it before its index goes, and begin when it is there.
    isSortable: field.isSortable && isSortWanted,
  };
}

/**
 * Changes what a field is called and how it is filled in. Its type and API name stay. What is required from now on is
 * asked for when a record is saved next.
 */
export async function editField(viewer: Viewer, input: EditField): Promise<{ object: string; label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    if (object.kind !== 'record') throw new NotFound();
    const field = await findField(tx, object.id, input.fieldId);
    const { label, help } = input;
    const own = field.role === null ? ownParts(field, input, viewer.timeZone) : null;
    await tx
      .update(fields)
      .set({ label, help, ...own })
      .where(eq(fields.id, field.id));
    if (own && own.isSortWanted !== field.isSortWanted) await askForIndex(tx, viewer, field.id);
    const result = { object: object.apiName, label };
    return { result, told: { action: 'object.field_edited', fields: [field.apiName] } };
  });
}
