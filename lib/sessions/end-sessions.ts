import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Tx, transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { isId } from '@/lib/ids';

/** Ends the open sessions that a condition names, and says whose they were. */
export async function endSessions(tx: Tx, which: SQL): Promise<number> {
  const { rows } = await tx.execute(
    sql`update sessions set ended_at = now() where ended_at is null and ${which} returning id, person_id as "personId"`,
  );
  const ended = rows as { id: string; personId: string }[];
  for (const personId of new Set(ended.map((session) => session.personId))) {
    const sessionIds = ended.filter((session) => session.personId === personId).map((session) => session.id);
    await emit(tx, { id: personId }, 'session.ended', personId, { personId, sessionIds });
  }
  return ended.length;
}

/** Ends one of one's own sessions. */
export async function endSession(viewer: Viewer, { id }: { id: string }): Promise<void> {
  const which = sql`id = ${id} and person_id = ${viewer.id}`;
  if (!isId(id) || (await transaction((tx) => endSessions(tx, which))) === 0) throw new NotFound();
}

/** Ends all of one's own sessions but one. Returns how many. */
export function endOtherSessions(viewer: Viewer, keepId: string): Promise<number> {
  return transaction((tx) => endSessions(tx, sql`person_id = ${viewer.id} and id <> ${keepId} and expires_at > now()`));
}
