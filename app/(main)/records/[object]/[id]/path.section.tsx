import { RecordPath } from '@/components/records/record-path';
import type { Viewer } from '@/lib/access/viewer';
import { listStageMoves } from '@/lib/records/history-queries';
import { pathFieldOf, pathOf } from '@/lib/records/path-rules';
import type { RecordView } from '@/lib/records/view-models';

/** The stages across the page, where its object has some that the reader may read. */
export async function recordPath(eyes: Viewer, record: RecordView, now: string) {
  const field = pathFieldOf(record.object);
  if (!field) return null;
  const current = record.values[field.apiName] ?? null;
  const moves = await listStageMoves(eyes, record.id, field.id);
  const steps = pathOf({ options: field.options, moves, createdAt: record.createdAt, current, now });
  const move = record.can.edit ? { id: record.id, field, current } : null;
  return <RecordPath steps={steps} move={move} label={field.label} locale={eyes.locale} />;
}
