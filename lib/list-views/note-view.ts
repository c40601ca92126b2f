import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { NoteView } from './input';

/** Notes that the viewer looks at a record. One that is not there for them is left alone, and nobody is told. */
export async function noteView(viewer: Viewer, { recordId }: NoteView): Promise<void> {
  await transaction(async (tx) => {
    const s = scope(viewer, tx);
    await tx.execute(sql`insert into record_views (person_id, record_id) select ${viewer.id}::uuid, r.id from ${s.records} r where r.id = ${recordId}
      on conflict (person_id, record_id) do update set viewed_at = now()`);
  });
}
