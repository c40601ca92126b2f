import 'server-only';
import { eq } from 'drizzle-orm';
import { importChunks, imports } from '@/db/schema/imports';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { beginRun } from './begin-run';
import { holdImport } from './hold-import';
import type { OneImport } from './input';
import { isAtWork } from './rules';

/** Imports a file that was checked with the mapping it has. Throws Conflict where it was not, or is at work already. */
export async function startImport(viewer: Viewer, { id }: OneImport): Promise<void> {
  await transaction(async (tx) => {
    const { state } = await holdImport(tx, viewer, id);
    if (state !== 'checked') throw new Conflict('Check the file first, then import it.');
    const run = await beginRun(tx, viewer, id, false);
    await emit(tx, viewer, 'import.chunk_due', id, { importId: id, run, chunk: 0 });
  });
}

/** Goes on with an import that stopped, at the rows after those that are done. */
export async function resumeImport(viewer: Viewer, { id }: OneImport): Promise<void> {
  await transaction(async (tx) => {
    const { state, isDryRun, run, nextChunk } = await holdImport(tx, viewer, id);
    if (state !== 'stopped') throw new Conflict('This did not stop.');
    const next = { state: isDryRun ? 'checking' : 'importing', problem: null, finishedAt: null } as const;
    await tx.update(imports).set(next).where(eq(imports.id, id));
    await emit(tx, viewer, 'import.chunk_due', id, { importId: id, run, chunk: nextChunk });
  });
}

/** Ends an import, or the check of one, which can then be checked anew. What was imported stays: whole chunks of rows. */
export async function cancelImport(viewer: Viewer, { id }: OneImport): Promise<{ isCheck: boolean }> {
  return transaction(async (tx) => {
    const { state } = await holdImport(tx, viewer, id);
    if (state === 'done' || state === 'cancelled') throw new Conflict('This is over already.');
    const isCheck = isAtWork(state) && state === 'checking';
    await tx
      .update(imports)
      .set({ state: isCheck ? 'draft' : 'cancelled', problem: null, finishedAt: new Date() })
      .where(eq(imports.id, id));
    if (isCheck) return { isCheck };
    await tx.delete(importChunks).where(eq(importChunks.importId, id));
    await emit(tx, viewer, 'import.ended', id, { importId: id, state: 'cancelled' });
    return { isCheck };
  });
}
