import 'server-only';
import { eq } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';
import type { KeepDensityInput } from './input';

/** Remembers whether someone's What I Follow leaves out the changes that nobody has commented on. */
export async function keepDensity(viewer: Viewer, { density }: KeepDensityInput): Promise<KeepDensityInput> {
  await transaction(async (tx) => {
    await tx
      .update(people)
      .set({ hasFewerUpdates: density === 'fewer' })
      .where(eq(people.id, viewer.id));
    await emit(tx, viewer, 'person.edited', viewer.id, { personId: viewer.id, fields: ['hasFewerUpdates'] });
  });
  return { density };
}
