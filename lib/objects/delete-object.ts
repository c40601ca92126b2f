import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { objects } from '@/db/schema/objects';
import { longTransaction, type Tx } from '@/db/writer';
import type { ObjectFacts } from '@/lib/access/facts';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { DeleteObject } from './input';
import { onObject } from './on-object';
import { settleObject } from './settle-object';

type Found = { isStandard: boolean; hasRecords: boolean; required: string | null };

/** What speaks against it: a field of another object that has to be filled in with one of its records. */
async function look(tx: Tx, objectId: string): Promise<Found> {
  const { rows } = await tx.execute(sql`select o.is_standard as "isStandard",
      exists (select 1 from records r where r.object_id = o.id and r.deleted_at is null) as "hasRecords",
      (select other.label || ' · ' || f.label from fields f join objects other on other.id = f.object_id and other.deleted_at is null
        where f.lookup_object_id = o.id and f.object_id <> o.id and f.is_required and f.deleted_at is null
        order by other.label, f.label limit 1) as required
    from objects o where o.id = ${objectId}`);
  const [found] = rows as Found[];
  if (!found) throw new NotFound();
  return found;
}

const folded = (name: string) => name.normalize('NFKC').toLowerCase();

async function demandDeletable(tx: Tx, object: ObjectFacts, name: string): Promise<void> {
  if (object.kind !== 'record') throw new NotFound();
  const { isStandard, hasRecords, required } = await look(tx, object.id);
  if (isStandard) throw new Forbidden();
  if (required)
    throw new Invalid({
      '': `“${required}” has to be filled in with one of these records. Make that field optional or delete it first.`,
    });
  if (hasRecords && folded(name) !== folded(object.label))
    throw new Invalid({ name: 'This is not the name of the object.' });
}

/**
 * Puts an object that was added here out of use, with its records, once its name has been typed. They are restricted and
 * nobody holds them, so that nothing shows them; whoever restores the object has everything back.
 */
export async function deleteObject(viewer: Viewer, input: DeleteObject): Promise<{ label: string }> {
  return onObject(
    viewer,
    input,
    async (tx, object) => {
      await demandDeletable(tx, object, input.name);
      await tx.update(objects).set({ deletedAt: new Date() }).where(eq(objects.id, object.id));
      await settleObject(tx, object.id);
      const change = { from: object.access, to: 'deleted' };
      await emit(tx, viewer, 'object.access_changed', object.id, { objectId: object.id, ...change });
      return { result: { label: object.label }, told: { action: 'object.deleted', fields: [] } };
    },
    longTransaction,
  );
}
