import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import type { OwnMail } from './view-models';

/** Where mail to the viewer goes, and what holds it back. */
export async function getOwnMail(viewer: Viewer): Promise<OwnMail> {
  const s = scope(viewer);
  const [row] = await s.rows<OwnMail>(sql`select p.email as address,
      (select json_build_object('reason', x.reason, 'at', x.created_at) from ${s.ownSuppressions} x) as stopped,
      exists (select 1 from ${s.emailSettings} e where not e.is_on) as "isOff"
    from ${s.people} p where p.id = ${viewer.id}`);
  if (!row) throw new NotFound();
  return row;
}
