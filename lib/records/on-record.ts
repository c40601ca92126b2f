import 'server-only';
import { type Tx, transaction } from '@/db/writer';
import { overseeRecord } from '@/lib/access/oversee';
import type { Viewer } from '@/lib/access/viewer';

/**
 * A transaction on a record, by someone who holds it or by someone whom Modify All Data lets write to records that they
 * do not hold: only for them the record has to be opened first, which is audited.
 */
export async function onRecord<T>(
  viewer: Viewer,
  recordId: string,
  work: (tx: Tx, eyes: Viewer) => Promise<T>,
): Promise<T> {
  const eyes = viewer.permissions.has('modify_all_data') ? await overseeRecord(viewer, recordId) : viewer;
  return transaction((tx) => work(tx, eyes));
}
