import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { personPermissions } from '@/db/schema/people';
import { type Tx, transaction } from '@/db/writer';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import { permissionNames, type Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { demandOtherAdmin, holdAdmins } from './hold-admins';
import type { SetPermissions } from './input';
import { type Change, changeOf, heldText, mayHoldPermissions } from './rules';

async function heldBy(viewer: Viewer, personId: string, tx: Tx): Promise<string[]> {
  const s = scope(viewer, tx);
  const held = await s.rows<{ permission: string }>(
    sql`select held.permission from ${s.permissions} held where held.person_id = ${personId}`,
  );
  return held.map((row) => row.permission);
}

async function write(tx: Tx, viewer: Viewer, personId: string, { granted, revoked }: Change): Promise<void> {
  if (revoked.length > 0) {
    const given = and(eq(personPermissions.personId, personId), inArray(personPermissions.permission, revoked));
    await tx.delete(personPermissions).where(given);
  }
  if (granted.length > 0) {
    const rows = granted.map((permission) => ({ personId, permission, grantedBy: viewer.id }));
    await tx.insert(personPermissions).values(rows);
  }
  await emit(tx, viewer, 'person.permissions_changed', personId, { personId, granted, revoked });
  await audit(tx, viewer, 'person.permissions_changed', personId, { granted, revoked });
}

/** Gives and takes permissions until a person holds exactly these. Somebody always remains admin. */
export async function setPermissions(viewer: Viewer, { id, before, permission }: SetPermissions): Promise<Change> {
  return transaction(async (tx) => {
    const person = await load(viewer, 'person.administer', id, tx);
    await holdAdmins(tx, viewer);
    const wanted = permissionNames.filter((name) => permission.includes(name));
    if (wanted.length > 0 && !mayHoldPermissions(person.kind)) throw new Invalid({ '': 'Guests hold no permissions.' });
    const held = await heldBy(viewer, id, tx);
    if (heldText(held) !== before)
      throw new Conflict('Someone else has just changed these permissions. Look at them again, then save.');
    const change = changeOf(held, wanted);
    if (change.revoked.includes('admin')) await demandOtherAdmin(tx, id);
    if (change.granted.length + change.revoked.length > 0) await write(tx, viewer, id, change);
    return change;
  });
}
