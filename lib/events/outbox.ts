import 'server-only';
import { outboxEvents } from '@/db/schema/operations';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';
import type { EventPayloads } from './catalogue';

export type EventType = keyof EventPayloads;

/** Tells the outbox what happened, in the transaction of the rows it happened to. `subjectId` orders events that belong together. */
export async function emit<T extends EventType>(
  tx: Tx,
  actor: Pick<Viewer, 'id'>,
  type: T,
  subjectId: string,
  payload: EventPayloads[T],
): Promise<void> {
  await tx.insert(outboxEvents).values({ id: newId(), type, subjectId, actorId: actor.id, payload });
}
