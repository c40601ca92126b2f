import 'server-only';
import { sql } from 'drizzle-orm';
import { longTransaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OneObject } from './input';
import { forgetObject, settleObject } from './settle-object';

type Restored = { apiName: string; label: string; access: string };

/** Takes an object back into use with all its records, as their owners, shares and states say by now. */
export async function restoreObject(viewer: Viewer, { objectId }: OneObject): Promise<Restored> {
  demand(viewer, 'admin');
  return longTransaction(async (tx) => {
    const { rows } = await tx.execute(sql`update objects set deleted_at = null, version = version + 1
      where id = ${objectId} and deleted_at is not null returning api_name as "apiName", label, access`);
    const [object] = rows as Restored[];
    if (!object) throw new NotFound();
    await settleObject(tx, objectId);
    await forgetObject(tx, objectId);
    await emit(tx, viewer, 'object.edited', objectId, { objectId, fields: ['deletedAt'] });
    await emit(tx, viewer, 'object.access_changed', objectId, { objectId, from: 'deleted', to: object.access });
    await audit(tx, viewer, 'object.restored', objectId, { object: object.apiName });
    return object;
  });
}
