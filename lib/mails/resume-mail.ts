import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { mailSuppressions } from '@/db/schema/email';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';

/** Lets mail go to the viewer's own address again, after it came back or was reported. */
export async function resumeMail(viewer: Viewer): Promise<void> {
  const own = sql`(select lower(p.email) from people p where p.id = ${viewer.id})`;
  await transaction(async (tx) => {
    const gone = await tx
      .delete(mailSuppressions)
      .where(eq(mailSuppressions.address, own))
      .returning({ reason: mailSuppressions.reason });
    if (gone.length > 0) await emit(tx, viewer, 'settings.changed', viewer.id, { personId: viewer.id });
  });
}
