import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { subjects } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { endSessions } from '@/lib/sessions/end-sessions';
import { holdAdmins } from './hold-admins';
import type { OnePerson } from './input';

/** Whatever could bring the person back in: open sessions and links on their way. */
async function closeDoors(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, sql`person_id = ${personId}`);
  await tx.execute(
    sql`delete from sign_in_tokens t using people p where p.id = ${personId} and lower(t.identifier) = lower(p.email)`,
  );
}

/**
 * Switches a person off: every session ends with this transaction, and follows rest in both directions until they are
 * back. Name, posts, memberships and groups stay; managers of a group act in place of an absent owner.
 */
export async function deactivatePerson(viewer: Viewer, { id }: OnePerson): Promise<{ name: string; handle: string }> {
  return transaction(async (tx) => {
    const person = await load(viewer, 'person.deactivate', id, tx);
    await holdAdmins(tx, viewer);
    if (!person.isActive) return person;
    await tx.update(subjects).set({ isActive: false }).where(eq(subjects.id, id));
    await tx.update(people).set({ deactivatedAt: new Date(), deactivatedBy: viewer.id }).where(eq(people.id, id));
    await closeDoors(tx, id);
    await emit(tx, viewer, 'person.deactivated', id, { personId: id });
    await audit(tx, viewer, 'person.deactivated', id);
    return person;
  });
}
