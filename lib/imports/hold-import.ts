import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { demandImport } from './may-import';
import type { ImportMapping, ImportState } from './view-models';

export type HeldImport = {
  id: string;
  object: string;
  columns: string[];
  mapping: ImportMapping | null;
  state: ImportState;
  isDryRun: boolean;
  run: number;
  nextChunk: number;
};

/** An import of the viewer's own, held against whoever works on it: they wait for the chunk that is being done. */
export async function holdImport(tx: Tx, viewer: Viewer, id: string): Promise<HeldImport> {
  demandImport(viewer);
  await tx.execute(sql`select 1 from imports where id = ${id} and person_id = ${viewer.id} for no key update`);
  const { rows } =
    await tx.execute(sql`select i.id, o.api_name as object, i.columns, i.mapping, i.state, i.is_dry_run as "isDryRun", i.run, i.next_chunk as "nextChunk"
    from imports i join objects o on o.id = i.object_id where i.id = ${id} and i.person_id = ${viewer.id}`);
  const [held] = rows as HeldImport[];
  if (!held) throw new NotFound();
  return held;
}
