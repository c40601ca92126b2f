import 'server-only';
import { sql } from 'drizzle-orm';
import { recordShares } from '@/db/schema/records';
import type { Tx } from '@/db/writer';
import type { RecordFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { onRecord } from '@/lib/records/on-record';
import { recordPath } from '@/lib/records/rules';
import { settleAccess } from '@/lib/records/settle-access';
import type { ShareRecord } from './input';
import { MAX_SHARES } from './rules';

type Target = { name: string; people: number | null };

/** A person to give a record to. Guests read only what is restricted to those who hold it. */
async function findPerson(viewer: Viewer, record: RecordFacts, id: string, tx: Tx): Promise<Target> {
  const person = await load(viewer, 'person.view', id, tx);
  if (!person.isActive) throw new Invalid({ '': `${person.name} has been deactivated and cannot be given anything.` });
  if (person.id === record.ownerId) throw new Invalid({ '': `${person.name} owns this and needs no share.` });
  if (person.kind === 'guest' && !record.audience)
    throw new Invalid({ '': `${person.name} is a guest, and guests read only what is restricted. Restrict it first.` });
  return { name: person.name, people: null };
}

async function findGroup(viewer: Viewer, id: string, tx: Tx): Promise<Target> {
  const group = await load(viewer, 'group.view', id, tx);
  const s = scope(viewer, tx);
  const [row] = await s.rows<{ members: number }>(
    sql`select c.members from ${s.memberCounts} c where c.group_id = ${group.id}`,
  );
  return { name: group.name, people: row?.members ?? 0 };
}

async function findTarget(viewer: Viewer, record: RecordFacts, id: string, tx: Tx): Promise<Target> {
  try {
    return await findPerson(viewer, record, id, tx);
  } catch (error) {
    if (error instanceof NotFound) return findGroup(viewer, id, tx);
    throw error;
  }
}

/** Writes the share. Resolves to the level that was there before, the same where nothing changed, null for none. */
async function write(tx: Tx, viewer: Viewer, { recordId, principal, level }: ShareRecord): Promise<string | null> {
  const { rows } = await tx.execute(
    sql`select principal, level from record_shares where record_id = ${recordId} order by principal`,
  );
  const shares = rows as { principal: string; level: string }[];
  const before = shares.find((share) => share.principal === principal)?.level ?? null;
  if (before === level) return before;
  if (before === null && shares.length >= MAX_SHARES)
    throw new Invalid({ '': `This is shared ${MAX_SHARES} times, which is the most. Share it with a group instead.` });
  await tx
    .insert(recordShares)
    .values({ recordId, principal, level, sharedBy: viewer.id })
    .onConflictDoUpdate({
      target: [recordShares.recordId, recordShares.principal],
      set: { level, sharedBy: viewer.id, sharedAt: new Date() },
    });
  return before;
}

/** Gives a record to a person or a group to read, or to edit as well. Doing it twice is doing it once. */
export async function shareRecord(viewer: Viewer, input: ShareRecord): Promise<Target & { path: string }> {
  return onRecord(viewer, input.recordId, async (tx, eyes) => {
    const record = await load(eyes, 'record.share', input.recordId, tx);
    const principal = input.principal.toLowerCase();
    const target = await findTarget(viewer, record, principal, tx);
    const { level } = input;
    const share = { recordId: record.id, principal, level };
    const before = await write(tx, viewer, share);
    if (before !== level) {
      await settleAccess(tx, viewer, record.id);
      await emit(tx, viewer, 'record.shared', record.id, share);
      await audit(tx, viewer, 'record.shared', record.id, { principal, level });
    }
    return { ...target, path: `${recordPath(record)}/sharing` };
  });
}
