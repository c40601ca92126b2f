import 'server-only';
import { auditEntries } from '@/db/schema/operations';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import type { Actor } from './outbox';

/** Notes what someone did to others or opened with a permission. Ids and names of fields only, never what people wrote. */
export async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  subjectId: string | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(auditEntries).values({ id: newId(), actorId: actor.id, action, subjectId, details });
}
