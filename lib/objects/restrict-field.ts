import 'server-only';
import { eq } from 'drizzle-orm';
import { fields } from '@/db/schema/objects';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { findField } from './find-field';
import type { RestrictField } from './input';
import { onObject } from './on-object';

/**
 * Decides whether everyone who may read a record reads this field of it, or only those who are named. It holds from the
 * next request on, for values and for everything that was ever told of them.
 */
export async function restrictField(viewer: Viewer, input: RestrictField): Promise<{ label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    if (object.kind !== 'record') throw new NotFound();
    const field = await findField(tx, object.id, input.fieldId);
    const isRestricted = input.reading === 'chosen';
    if (field.role !== null && isRestricted)
      throw new Invalid({ reading: 'Whoever reads a record reads its name and its owner.' });
    const result = { label: field.label };
    if (field.isRestricted === isRestricted) return { result, told: null };
    await tx.update(fields).set({ isRestricted }).where(eq(fields.id, field.id));
    const action = isRestricted ? 'object.field_restricted' : 'object.field_opened';
    return { result, told: { action, fields: [field.apiName] } };
  });
}
