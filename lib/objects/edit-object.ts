import 'server-only';
import { eq } from 'drizzle-orm';
import { objects } from '@/db/schema/objects';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { findField } from './find-field';
import type { EditObject } from './input';
import { onObject } from './on-object';

/** Changes what an object is called, what it is for, and which picklist is its path. Its API name stays. */
export async function editObject(viewer: Viewer, input: EditObject): Promise<{ apiName: string }> {
  return onObject(viewer, input, async (tx, object) => {
    if (object.kind !== 'record') throw new NotFound();
    const { label, plural, description, hasTopics, announcesRelated } = input;
    const pathFieldId = input.pathFieldId || null;
    if (pathFieldId && (await findField(tx, object.id, pathFieldId)).type !== 'picklist')
      throw new Invalid({ pathFieldId: 'A path needs a picklist.' });
    await tx
      .update(objects)
      .set({ label, plural, description, hasTopics, announcesRelated, pathFieldId })
      .where(eq(objects.id, object.id));
    const fields = ['label', 'plural', 'description', 'hasTopics', 'announcesRelated', 'pathFieldId'];
    return { result: { apiName: object.apiName }, told: { action: 'object.edited', fields } };
  });
}
