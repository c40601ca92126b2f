import 'server-only';
import { eq } from 'drizzle-orm';
import { objects } from '@/db/schema/objects';
import { type Tx, transaction } from '@/db/writer';
import type { ObjectFacts } from '@/lib/access/facts';
import { demand, load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';

/** What was done to an object, for the audit and for whoever keeps something of it. */
export type Told = { action: string; fields: readonly string[]; details?: Record<string, unknown> };

/** What a change came to; `told` null where nothing was to be changed. */
export type Changed<R> = { result: R; told: Told | null };

type Asked = { objectId: string; version: number };

type Open = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Changes the definition of an object, or of a field of it, in one transaction that holds the object: of two admins the
 * second is told, and nobody makes a record of it meanwhile. A form that is sent twice finds the version gone.
 */
export async function onObject<R>(
  viewer: Viewer,
  { objectId, version }: Asked,
  work: (tx: Tx, object: ObjectFacts) => Promise<Changed<R>>,
  open: Open = transaction,
): Promise<R> {
  demand(viewer, 'admin');
  return open(async (tx) => {
    const object = await load(viewer, 'object.customize', objectId, tx);
    if (object.version !== version)
      throw new Conflict(
        'This object was changed meanwhile. Look at it again, then save: what you typed is still here.',
      );
    const { result, told } = await work(tx, object);
    if (told) await tell(tx, viewer, object, told);
    return result;
  });
}

async function tell(tx: Tx, viewer: Viewer, object: ObjectFacts, { action, fields, details }: Told): Promise<void> {
  await tx
    .update(objects)
    .set({ version: object.version + 1 })
    .where(eq(objects.id, object.id));
  await emit(tx, viewer, 'object.edited', object.id, { objectId: object.id, fields: [...fields] });
  await audit(tx, viewer, action, object.id, { object: object.apiName, fields, ...details });
}
