import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { TopicLine } from '@/lib/feed/view-models';
import { isId } from '@/lib/ids';
import { listObjects } from '@/lib/objects/queries';
import { findRecordHits } from '@/lib/search/record-hits';
import type { RecordHits } from '@/lib/search/view-models';
import { topicsJson } from './topic-sql';

/** The topics of a record in the order they came; none for one that the viewer may not see. */
export async function listRecordTopics(viewer: Viewer, recordId: string): Promise<TopicLine[]> {
  const s = scope(viewer);
  const [row] = isId(recordId)
    ? await s.rows<{ topics: TopicLine[] }>(
        sql`select ${topicsJson(s, sql`rec.id`)} as topics from ${s.records} rec where rec.id = ${recordId}`,
      )
    : [];
  return row?.topics ?? [];
}

/** The records with a topic, by its key, of one object or of all, newest first. */
export async function listRecordsWithTopic(viewer: Viewer, key: string, object?: string): Promise<RecordHits> {
  const query = { text: '', topics: [key], phrases: [], words: [] };
  return findRecordHits(scope(viewer), await listObjects(viewer), query, object);
}
