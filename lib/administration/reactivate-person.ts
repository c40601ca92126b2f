import 'server-only';
import { eq } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { subjects } from '@/db/schema/subjects';
import { transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OnePerson } from './input';

/** Lets a deactivated person sign in again. Their follows, and others' of them, are as they were. */
export async function reactivatePerson(viewer: Viewer, { id }: OnePerson): Promise<{ name: string; handle: string }> {
  return transaction(async (tx) => {
    const person = await load(viewer, 'person.administer', id, tx);
    if (person.isActive) return person;
    await tx.update(subjects).set({ isActive: true }).where(eq(subjects.id, id));
    await tx.update(people).set({ deactivatedAt: null, deactivatedBy: null }).where(eq(people.id, id));
    await emit(tx, viewer, 'person.reactivated', id, { personId: id });
    await audit(tx, viewer, 'person.reactivated', id);
    return person;
  });
}
