import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { recordTopics } from '@/db/schema/records';
import type { Tx } from '@/db/writer';
import { load } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { onRecord } from '@/lib/records/on-record';
import { MAX_TOPICS_PER_RECORD } from '@/lib/records/rules';
import { ensureTopics } from '@/lib/topics/ensure-topics';
import { MAX_TOPIC_NAME, normaliseTopicName, topicKey } from '@/lib/topics/rules';
import type { RecordTopicInput } from './input';

async function countTopics(tx: Tx, recordId: string): Promise<number> {
  const { rows } = await tx.execute(
    sql`select count(*)::int as carried from record_topics where record_id = ${recordId}`,
  );
  return (rows[0] as { carried: number }).carried;
}

/** Gives a record a topic, with or without its `#`. Throws Invalid on `topic`. */
export async function addRecordTopic(viewer: Viewer, input: RecordTopicInput): Promise<void> {
  const name = normaliseTopicName(input.topic.trim().replace(/^#/, ''));
  if (!name) throw new Invalid({ topic: `This cannot be a topic: use words of at most ${MAX_TOPIC_NAME} characters.` });
  await onRecord(viewer, input.id, async (tx, eyes) => {
    const { id: recordId, audience } = await load(eyes, 'record.assignTopics', input.id, tx);
    const [topic] = await ensureTopics(viewer, tx, [{ key: topicKey(name), name }]);
    if (!topic) throw new Forbidden();
    const added = await tx
      .insert(recordTopics)
      .values({
        recordId,
        topicId: topic.id,
        spelling: name,
        audience,
        assignedBy: viewer.id,
        assignedAt: new Date(),
      })
      .onConflictDoNothing()
      .returning({ id: recordTopics.topicId });
    if (added.length === 0) return;
    // The record is locked, so nobody adds another while they are counted.
    if ((await countTopics(tx, recordId)) > MAX_TOPICS_PER_RECORD)
      throw new Invalid({ topic: `A record can carry ${MAX_TOPICS_PER_RECORD} topics. Remove one first.` });
    await emit(tx, viewer, 'record.topics_changed', recordId, {
      recordId,
      addedTopicIds: [topic.id],
      removedTopicIds: [],
    });
  });
}

/** Takes a topic off a record; what was posted on it keeps its own. */
export async function removeRecordTopic(viewer: Viewer, input: RecordTopicInput): Promise<void> {
  await onRecord(viewer, input.id, async (tx, eyes) => {
    const { id: recordId } = await load(eyes, 'record.assignTopics', input.id, tx);
    const named = sql`(select id from topics where key = ${topicKey(input.topic)})`;
    const removed = await tx
      .delete(recordTopics)
      .where(and(eq(recordTopics.recordId, recordId), inArray(recordTopics.topicId, named)))
      .returning({ id: recordTopics.topicId });
    if (removed.length === 0) return;
    await emit(tx, viewer, 'record.topics_changed', recordId, {
      recordId,
      addedTopicIds: [],
      removedTopicIds: removed.map((row) => row.id),
    });
  });
}
