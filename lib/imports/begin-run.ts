import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { importRefusals, imports } from '@/db/schema/imports';
import type { Tx } from '@/db/writer';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { emptyReport } from './tally';

/** Sets an import before its first row again, as a check or for good. The caller holds it, and has its chunks done. Returns its run. */
export async function beginRun(tx: Tx, actor: { id: string }, importId: string, isDryRun: boolean): Promise<number> {
  await tx.delete(importRefusals).where(eq(importRefusals.importId, importId));
  const counts = { nextChunk: 0, rowsDone: 0, created: 0, changed: 0, unchanged: 0, refused: 0 };
  const [begun] = await tx
    .update(imports)
    .set({
      ...counts,
      state: isDryRun ? 'checking' : 'importing',
      isDryRun,
      run: sql`${imports.run} + 1`,
      report: emptyReport(),
      problem: null,
      startedAt: new Date(),
      finishedAt: null,
    })
    .where(eq(imports.id, importId))
    .returning({ run: imports.run });
  await emit(tx, actor, 'import.started', importId, { importId, isDryRun });
  if (!isDryRun) await audit(tx, actor, 'import.started', null, { importId });
  return begun?.run ?? 0;
}
