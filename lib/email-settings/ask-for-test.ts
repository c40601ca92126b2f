import 'server-only';
import { transaction } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { emit } from '@/lib/events/outbox';

/** Has a test mail written to the admin who asks, the way all others are. */
export async function askForTest(viewer: Viewer): Promise<void> {
  demand(viewer, 'admin');
  await transaction((tx) => emit(tx, viewer, 'mail.test_asked', null, { personId: viewer.id }));
}
