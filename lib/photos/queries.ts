import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { isId } from '@/lib/ids';
import type { PhotoSize } from './rules';

/** The bytes of a picture, and whether every colleague may see it for as long as it exists. */
export type FoundPhoto = { bytes: Uint8Array; isForAll: boolean };

/** A picture that the viewer may see, or null; one that they may not is no different from one that never was. */
export async function findPhoto(viewer: Viewer, id: string, size: PhotoSize): Promise<FoundPhoto | null> {
  if (!isId(id)) return null;
  const s = scope(viewer);
  const bytes = size === 'large' ? sql`ph.large` : sql`ph.small`;
  const [row] = await s.rows<FoundPhoto>(sql`
    select ${bytes} as bytes, not exists (select 1 from ${s.groups} g where g.id = ph.subject_id and g.access = 'unlisted') as "isForAll"
    from ${s.photos} ph where ph.id = ${id}`);
  return row ? { ...row, isForAll: row.isForAll && viewer.kind === 'internal' } : null;
}
