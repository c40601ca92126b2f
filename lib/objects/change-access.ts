import 'server-only';
import { eq } from 'drizzle-orm';
import { objects } from '@/db/schema/objects';
import { longTransaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { ChangeAccess } from './input';
import { onObject } from './on-object';
import { forgetObject, settleObject } from './settle-object';

/**
 * Sets what colleagues may do with an object's records that nobody shared with them. Records, feeds, topics and what
 * people kept of them follow in the same transaction, however many there are: nobody ever sees half of it.
 */
export async function changeAccess(viewer: Viewer, input: ChangeAccess): Promise<{ apiName: string; label: string }> {
  const { access } = input;
  return onObject(
    viewer,
    input,
    async (tx, object) => {
      if (object.kind !== 'record') throw new NotFound();
      const result = { apiName: object.apiName, label: object.label };
      if (object.access === access) return { result, told: null };
      await tx.update(objects).set({ access }).where(eq(objects.id, object.id));
      if ((access === 'private') !== (object.access === 'private')) {
        await settleObject(tx, object.id);
        await forgetObject(tx, object.id);
      }
      const change = { from: object.access, to: access };
      await emit(tx, viewer, 'object.access_changed', object.id, { objectId: object.id, ...change });
      return { result, told: { action: 'object.access_changed', fields: ['access'], details: change } };
    },
    longTransaction,
  );
}
