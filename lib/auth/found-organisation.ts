import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { hasAdmin } from '@/lib/access/arrivals';
import { env } from '@/lib/env';
import { emit } from '@/lib/events/outbox';

export type Comer = { id: string; email: string; isNew: boolean; hasProvenAddress: boolean };

/** The one row that says whose installation this is. Of two who come first at once, the second waits here and is not it. */
async function found(tx: Tx): Promise<boolean> {
  if (env.DEMO) return false;
  const { rows } = await tx.execute(
    sql`insert into organisation (name, is_demo) values ('Chatter', false) on conflict do nothing returning name`,
  );
  return rows.length > 0;
}

async function isDue(tx: Tx, comer: Comer, isFounder: boolean): Promise<boolean> {
  if (!env.ADMIN_EMAIL) return isFounder && !(await hasAdmin(tx));
  if (comer.email.toLowerCase() !== env.ADMIN_EMAIL || !comer.hasProvenAddress) return false;
  return comer.isNew || !(await hasAdmin(tx));
}

/**
 * Founds the organisation at the first sign-in and makes its admin: ADMIN_EMAIL if that is set, else whoever came
 * first. ADMIN_EMAIL also becomes admin again when none is left, which is how to get back into an installation.
 */
export async function foundOrganisation(tx: Tx, comer: Comer): Promise<void> {
  const isFounder = await found(tx);
  if (!(await isDue(tx, comer, isFounder))) return;
  await tx.execute(
    sql`insert into person_permissions (person_id, permission) values (${comer.id}, 'admin') on conflict do nothing`,
  );
  await emit(tx, comer, 'person.permissions_changed', comer.id, {
    personId: comer.id,
    granted: ['admin'],
    revoked: [],
  });
}
