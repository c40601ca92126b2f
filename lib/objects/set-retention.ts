import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import type { SetRetention } from './input';

/** Sets for how many days changes that nobody liked or commented on stay in feeds; null keeps them for ever. */
export async function setRetention(viewer: Viewer, { before, days }: SetRetention): Promise<{ days: number | null }> {
  demand(viewer, 'admin');
  return transaction(async (tx) => {
    const { rows } = await tx.execute(sql`update organisation set changes_kept_days = ${days}
      where changes_kept_days is not distinct from ${before}::integer or changes_kept_days is not distinct from ${days}::integer returning is_here`);
    if (rows.length === 0) throw new Conflict('Another admin changed this meanwhile. Look at it again, then save.');
    if (days === before) return { days };
    await emit(tx, viewer, 'organisation.settings_changed', null, { fields: ['changesKeptDays'] });
    await audit(tx, viewer, 'tracking.retention_changed', null, {
      fields: [days === null ? 'for ever' : `${days} days`],
    });
    return { days };
  });
}
