import 'server-only';
import { and, eq } from 'drizzle-orm';
import { fieldReaders } from '@/db/schema/objects';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { findField } from './find-field';
import type { RemoveReader } from './input';
import { onObject } from './on-object';

/** Takes a reader from a restricted field. It holds from their next request on, for old changes too. */
export async function removeReader(viewer: Viewer, input: RemoveReader): Promise<{ label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    const field = await findField(tx, object.id, input.fieldId);
    const [removed] = await tx
      .delete(fieldReaders)
      .where(and(eq(fieldReaders.id, input.readerId), eq(fieldReaders.fieldId, field.id)))
      .returning({ principal: fieldReaders.principal, permission: fieldReaders.permission });
    if (!removed) throw new NotFound();
    const details = removed.permission ? { permission: removed.permission } : { readerId: removed.principal };
    return {
      result: { label: field.label },
      told: { action: 'object.reader_removed', fields: [field.apiName], details },
    };
  });
}
