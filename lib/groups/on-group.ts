import 'server-only';
import { type Tx, transaction } from '@/db/writer';
import { overseeGroup } from '@/lib/access/oversee';
import type { Viewer } from '@/lib/access/viewer';

/**
 * A transaction on a group, by someone who is in it or by someone whom Manage Unlisted Groups lets look after groups
 * that they are not in: only for them the group has to be opened first, which is audited.
 */
export async function onGroup<T>(
  viewer: Viewer,
  groupId: string,
  work: (tx: Tx, eyes: Viewer) => Promise<T>,
): Promise<T> {
  const eyes = viewer.permissions.has('manage_unlisted_groups') ? await overseeGroup(viewer, groupId) : viewer;
  return transaction((tx) => work(tx, eyes));
}
