import 'server-only';
import { and, eq } from 'drizzle-orm';
import { emailSettings } from '@/db/schema/email';
import { type Tx, transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { SaveEmailSettings } from './input';

async function write(tx: Tx, { version, ...values }: SaveEmailSettings): Promise<boolean> {
  const written =
    version === 0
      ? await tx
          .insert(emailSettings)
          .values(values)
          .onConflictDoNothing()
          .returning({ version: emailSettings.version })
      : await tx
          .update(emailSettings)
          .set({ ...values, version: version + 1 })
          .where(and(eq(emailSettings.isHere, true), eq(emailSettings.version, version)))
          .returning({ version: emailSettings.version });
  return written.length > 0;
}

/** Sets for everyone what mail does. What waits is stopped too, as it is sent. Throws Conflict when another admin was faster. */
export async function saveEmailSettings(viewer: Viewer, input: SaveEmailSettings): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    if (!(await write(tx, input)))
      throw new Conflict('Another admin changed these settings meanwhile. Look at them again, then save.');
    const { version: _, senderName: __, ...switches } = input;
    const fields = Object.entries(switches).map(([name, value]) => `${name} ${value ? 'on' : 'off'}`);
    await emit(tx, viewer, 'organisation.settings_changed', null, { fields: ['email'] });
    await audit(tx, viewer, 'email_settings.changed', null, { fields });
  });
}
