import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { mailSuppressions } from '@/db/schema/email';
import { transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { OneAddress } from './input';

/** Lets mail go again to an address that bounced or complained. Throws NotFound when none is held back. */
export async function allowAddress(viewer: Viewer, { address }: OneAddress): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    const gone = await tx
      .delete(mailSuppressions)
      .where(eq(mailSuppressions.address, address.toLowerCase()))
      .returning({ reason: mailSuppressions.reason });
    const [row] = gone;
    if (!row) throw new NotFound();
    const { rows } = await tx.execute(sql`select id from people where lower(email) = ${address.toLowerCase()}`);
    const [person] = rows as { id: string }[];
    await emit(tx, viewer, 'organisation.settings_changed', null, { fields: ['suppressions'] });
    await audit(tx, viewer, 'email.address_allowed', person?.id ?? null, { reason: row.reason });
  });
}
