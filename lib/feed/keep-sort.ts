import 'server-only';
import { eq } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { KeepSortInput } from './input';

/** Remembers the order in which someone wants their feeds to open. */
export async function keepSort(viewer: Viewer, { sort }: KeepSortInput): Promise<void> {
  await transaction(async (tx) => {
    await tx.update(people).set({ homeSort: sort }).where(eq(people.id, viewer.id));
    await emit(tx, viewer, 'person.edited', viewer.id, { personId: viewer.id, fields: ['homeSort'] });
  });
}
