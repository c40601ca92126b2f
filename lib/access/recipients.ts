import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import type { Tx } from '@/db/writer';
import { env } from '@/lib/env';
import { asViewer, type Viewer, type ViewerRow } from './viewer';

/** Somebody that something is written to, as if they asked now: what they may see and how they read it. */
export type Recipient = { viewer: Viewer; email: string };

const findOne = async (where: SQL, tx?: Tx): Promise<Recipient | null> => {
  const [row] = await rows<ViewerRow & { email: string }>(
    sql`select p.id, s.handle, s.name, p.kind, p.email, p.locale, coalesce(p.time_zone, ${env.TIME_ZONE}) as "timeZone",
      array(select permission from person_permissions where person_id = p.id) as permissions
    from people p join subjects s on s.id = p.id where ${where} and s.is_active`,
    tx,
  );
  return row ? { viewer: asViewer(row), email: row.email } : null;
};

/** An active person as a viewer with their address, for what is composed or sent to them; null for everyone else. */
export function findRecipient(personId: string, tx?: Tx): Promise<Recipient | null> {
  return findOne(sql`p.id = ${personId}`, tx);
}

/** The active person with this address, for what came in from there. */
export function findByAddress(address: string, tx?: Tx): Promise<Recipient | null> {
  return findOne(sql`lower(p.email) = lower(${address})`, tx);
}
