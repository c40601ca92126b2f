import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { notificationChoices, notificationSettings } from '@/db/schema/notifications';
import { type Tx, transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import type { SaveNotificationSettings } from './input';
import { type Channels, isByGroup, type Reason } from './rules';
import { listReasonDefaults } from './settings-queries';
import type { ReasonSetting } from './view-models';

async function saveRow(tx: Tx, viewer: Viewer, input: SaveNotificationSettings): Promise<boolean> {
  const { version, receivesEmail, digest, groupFrequency, hasQuietHours, quietFrom, quietUntil, showsReading } = input;
  const quiet = hasQuietHours ? { quietFrom, quietUntil } : { quietFrom: null, quietUntil: null };
  const row = { receivesEmail, digest, groupFrequency, showsReading, ...quiet };
  if (version === 0) {
    const made = await tx
      .insert(notificationSettings)
      .values({ personId: viewer.id, ...row })
      .onConflictDoNothing()
      .returning({ version: notificationSettings.version });
    return made.length > 0;
  }
  const changed = await tx
    .update(notificationSettings)
    .set({ ...row, version: version + 1 })
    .where(and(eq(notificationSettings.personId, viewer.id), eq(notificationSettings.version, version)))
    .returning({ version: notificationSettings.version });
  return changed.length > 0;
}

/** What was ticked for a reason. Of a locked one nothing is sent, or what is set for everyone. */
function chosen({ page, email }: SaveNotificationSettings, fixed: ReasonSetting): Channels {
  const { reason } = fixed;
  const wanted = { page: page.includes(reason), email: isByGroup(reason) ? fixed.email : email.includes(reason) };
  if (!fixed.isLocked) return wanted;
  if ((wanted.page && !fixed.page) || (wanted.email && !fixed.email))
    throw new Invalid({ [wanted.page && !fixed.page ? 'page' : 'email']: `“${fixed.label}” is set for everyone.` });
  return fixed;
}

/** Choices are kept only where they differ from what holds for everyone, which the others go on following. */
async function saveChoices(tx: Tx, viewer: Viewer, input: SaveNotificationSettings): Promise<void> {
  const defaults = await listReasonDefaults(viewer, tx);
  const open: Reason[] = [];
  const rows: (typeof notificationChoices.$inferInsert)[] = [];
  for (const fixed of defaults) {
    const { page, email } = chosen(input, fixed);
    if (fixed.isLocked) continue;
    open.push(fixed.reason);
    if (page !== fixed.page || email !== fixed.email)
      rows.push({ personId: viewer.id, reason: fixed.reason, page, email });
  }
  await tx
    .delete(notificationChoices)
    .where(and(eq(notificationChoices.personId, viewer.id), inArray(notificationChoices.reason, open)));
  if (rows.length > 0)
    await tx
      .insert(notificationChoices)
      .values(rows)
      .onConflictDoUpdate({
        target: [notificationChoices.personId, notificationChoices.reason],
        set: { page: sql`excluded.page`, email: sql`excluded.email` },
      });
}

/**
 * Saves where the viewer is told of what, how often by digest, and when not. Throws Conflict when it was saved elsewhere
 * since the form was made, and Invalid for what an admin has set for everyone.
 */
export async function saveNotificationSettings(viewer: Viewer, input: SaveNotificationSettings): Promise<void> {
  await transaction(async (tx) => {
    if (!(await saveRow(tx, viewer, input)))
      throw new Conflict('You changed these settings somewhere else meanwhile. Save again to keep what you see here.');
    await saveChoices(tx, viewer, input);
    await emit(tx, viewer, 'settings.changed', viewer.id, { personId: viewer.id });
  });
}
