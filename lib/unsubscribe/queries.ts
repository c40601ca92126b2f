import 'server-only';
import { sql } from 'drizzle-orm';
import { findRecipient } from '@/lib/access/recipients';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { readUnsubscribeToken } from '@/lib/mails/unsubscribe-token';
import { isReason } from '@/lib/notifications/rules';
import { listReasonDefaults } from '@/lib/notifications/settings-queries';
import type { Unsubscription } from './view-models';

/** What a token would end for the person it was made for; null for none that was made here, and for who is gone. */
export async function findUnsubscription(token: string): Promise<Unsubscription | null> {
  const found = readUnsubscribeToken(token);
  const recipient = found && (await findRecipient(found.personId));
  if (!found || !recipient) return null;
  const { scope: ends } = found;
  if (ends.kind === 'reason') return ofReason(recipient.viewer, ends.reason);
  if (ends.kind !== 'group') return { kind: ends.kind };
  const s = scope(recipient.viewer);
  const [group] = await s.rows<{ name: string }>(sql`select g.name from ${s.groups} g where g.id = ${ends.groupId}`);
  return { kind: 'group', name: group?.name ?? null };
}

/** Who cannot choose a reason by itself ends all mail. */
async function ofReason(viewer: Viewer, reason: string): Promise<Unsubscription | null> {
  if (!isReason(reason)) return null;
  const choice = (await listReasonDefaults(viewer)).find((one) => one.reason === reason);
  return choice && !choice.isLocked ? { kind: 'reason', label: choice.label } : { kind: 'all' };
}
