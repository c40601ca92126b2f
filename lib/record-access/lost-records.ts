import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSeeRow } from '@/lib/access/audience';
import { emitEach, nobody } from '@/lib/events/outbox';
import { forgetAccess } from '@/lib/records/forget-access';
import { leaveChannelsBehind } from '@/lib/records/settle-access';

/** As many records as one event tells of. */
const CHUNK = 500;

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, n) => all.slice(n * CHUNK, (n + 1) * CHUNK));

/** Tells of records that somebody may have lost, or everybody who held them by what is gone. */
export async function tellOfLost(tx: Tx, personId: string | null, recordIds: readonly string[]): Promise<void> {
  const told = chunks(recordIds).map((some) => ({ personId, recordIds: some }));
  await emitEach(tx, nobody, 'records.lost', told);
}

const idsOf = (rows: unknown[]) => (rows as { id: string }[]).map(({ id }) => id);

const recordsOf = (grants: SQL) =>
  sql`select distinct g.audience as id from grants g join records r on r.id = g.audience where ${grants} and r.deleted_at is null`;

/** The records that a group holds. */
export async function findRecordsOfGroup(tx: Tx, groupId: string): Promise<string[]> {
  const { rows } = await tx.execute(recordsOf(sql`g.principal = ${groupId}`));
  return idsOf(rows);
}

/** The records that a person can no longer see, among those that some held. */
async function findLost(tx: Tx, personId: string, grants: SQL): Promise<string[]> {
  const { rows } =
    await tx.execute(sql`select found.id from (${recordsOf(grants)}) found join people p on p.id = ${personId}
    where not ${canSeeRow(sql`p.id`, sql`p.kind`, sql`found.id`)} order by found.id`);
  return idsOf(rows);
}

/** Whoever left a group has lost the records that it holds, unless they hold them otherwise. */
export async function loseByGroup(tx: Tx, groupId: string, personId: string): Promise<void> {
  await tellOfLost(tx, personId, await findLost(tx, personId, sql`g.principal = ${groupId}`));
}

/** Whoever is no longer above a person has lost what that person and everybody below them hold. */
export async function loseByHierarchy(tx: Tx, personId: string, formerManagerIds: readonly string[]): Promise<void> {
  const below = sql`(g.principal = ${personId} or g.principal in (select t.person_id from manager_tree t where t.manager_id = ${personId}))`;
  for (const managerId of formerManagerIds)
    await tellOfLost(tx, managerId, await findLost(tx, managerId, sql`g.through_managers and ${below}`));
}

/** Takes along what was kept of lost records, and leaves their channels behind. */
export async function forgetLost(tx: Tx, personId: string | null, recordIds: readonly string[]): Promise<void> {
  await forgetAccess(tx, personId ? { personId } : { recordIds });
  await leaveChannelsBehind(tx, recordIds);
}
