import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { follows } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import type { RecordFacts } from '@/lib/access/facts';
import { followCount } from '@/lib/access/follow-count';
import { demand, load } from '@/lib/access/load';
import { findRecipient } from '@/lib/access/recipients';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { FollowFor, UnfollowFor } from './input';
import { MAX_FOLLOWS } from './rules';

/** The record as the other person has it: whether they read it is not for the admin to know beyond this one answer. */
async function loadFor(tx: Tx, personId: string, name: string, recordId: string): Promise<RecordFacts> {
  const recipient = await findRecipient(personId, tx);
  if (!recipient) throw new NotFound();
  try {
    return await load(recipient.viewer, 'record.follow', recordId, tx);
  } catch (error) {
    if (error instanceof Forbidden) throw new Invalid({ record: 'Records of this kind announce nothing to follow.' });
    if (error instanceof NotFound) throw new Invalid({ record: `${name} cannot read this record.` });
    throw error;
  }
}

async function demandRoom(tx: Tx, personId: string, name: string): Promise<void> {
  const { rows } = await tx.execute(sql`select ${followCount(sql`${personId}::uuid`)}::int as count`);
  if (((rows as { count: number }[])[0]?.count ?? 0) >= MAX_FOLLOWS)
    throw new Invalid({ record: `${name} follows ${MAX_FOLLOWS} people, topics and records, which is the most.` });
}

/** Lets somebody else follow a record that both may read, with Modify All Users. It is noted in the audit log. */
export async function followFor(viewer: Viewer, { personId, record }: FollowFor): Promise<{ name: string }> {
  demand(viewer, 'modify_all_users');
  return transaction(async (tx) => {
    const { id: recordId, name } = await load(viewer, 'record.view', record, tx);
    const person = await load(viewer, 'person.edit', personId, tx);
    await loadFor(tx, person.id, person.name, recordId);
    const own = await tx.execute(
      sql`select 1 from follows where person_id = ${person.id} and subject_id = ${recordId}`,
    );
    if (own.rows.length > 0) return { name };
    await demandRoom(tx, person.id, person.name);
    await tx.insert(follows).values({ personId: person.id, subjectId: recordId }).onConflictDoNothing();
    await emit(tx, { id: person.id }, 'subject.followed', recordId, { subjectId: recordId }, { isQuiet: true });
    await audit(tx, viewer, 'follow.made_for', recordId, { personId: person.id });
    return { name };
  });
}

/** Ends such a follow, of a record that the admin may read. Doing it twice is doing it once. */
export async function unfollowFor(viewer: Viewer, { personId, subjectId }: UnfollowFor): Promise<{ name: string }> {
  demand(viewer, 'modify_all_users');
  return transaction(async (tx) => {
    const { id, name } = await load(viewer, 'record.view', subjectId, tx);
    const person = await load(viewer, 'person.edit', personId, tx);
    const removed = await tx
      .delete(follows)
      .where(and(eq(follows.personId, person.id), eq(follows.subjectId, id)))
      .returning({ subjectId: follows.subjectId });
    if (removed.length === 0) return { name };
    await emit(tx, { id: person.id }, 'subject.unfollowed', id, { subjectId: id }, { isQuiet: true });
    await audit(tx, viewer, 'follow.ended_for', id, { personId: person.id });
    return { name };
  });
}
