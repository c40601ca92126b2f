import 'server-only';
import { sql } from 'drizzle-orm';
import { notificationDefaults } from '@/db/schema/notifications';
import { transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { SaveNotificationDefaults } from './input';
import { isByGroup, versionOf } from './rules';
import { listReasonDefaults } from './settings-queries';

/**
 * Sets for everyone where each reason goes, and whether people may choose otherwise. What somebody chose before comes
 * back when a reason is unlocked. Throws Conflict when another admin was faster.
 */
export async function saveNotificationDefaults(viewer: Viewer, input: SaveNotificationDefaults): Promise<void> {
  demand(viewer, 'admin');
  await transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('chatter.notification_defaults'))`);
    const before = await listReasonDefaults(viewer, tx);
    if (versionOf(before) !== input.version)
      throw new Conflict('Another admin changed these defaults meanwhile. Look at them again, then save.');
    const rows = before.map(({ reason }) => ({
      reason,
      page: input.page.includes(reason),
      email: !isByGroup(reason) && input.email.includes(reason),
      isLocked: input.locked.includes(reason),
    }));
    const changed = rows.filter((row, index) => versionOf([row]) !== versionOf(before.slice(index, index + 1)));
    if (changed.length === 0) return;
    await tx
      .insert(notificationDefaults)
      .values(changed)
      .onConflictDoUpdate({
        target: notificationDefaults.reason,
        set: { page: sql`excluded.page`, email: sql`excluded.email`, isLocked: sql`excluded.is_locked` },
      });
    const fields = changed.map(({ reason }) => reason);
    await emit(tx, viewer, 'organisation.settings_changed', null, { fields });
    await audit(tx, viewer, 'notification_defaults.changed', null, { changed });
  });
}
