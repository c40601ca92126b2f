import 'server-only';
import { sql } from 'drizzle-orm';
import { feedEntries, feedItems } from '@/db/schema/feed';
import type { Tx } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { ensureTopics, type UsedTopic } from '@/lib/topics/ensure-topics';
import { MAX_TOPICS_PER_POST } from '@/lib/topics/rules';
import { entriesFor } from './entries';
import { forgetDraft } from './keep-draft';
import { type PostPlace, touchMembership } from './place';
import { onlyTopics, type PreparedBody, prepareBody } from './prepare-body';
import { assignTopics, insertMentions } from './references';

/** What someone writes as a post, whatever kind of post it is. */
export type Writing = { body: string; clientId: string; confirm: boolean };

type Kind = NonNullable<(typeof feedItems.$inferInsert)['kind']>;

async function sentBefore(viewer: Viewer, clientId: string, tx: Tx): Promise<string | undefined> {
  const s = scope(viewer, tx);
  const [row] = await s.rows<{ id: string }>(
    sql`select i.id from ${s.items} i where i.author_id = ${viewer.id} and i.client_id = ${clientId}`,
  );
  return row?.id;
}

type Draft = { place: PostPlace; kind: Kind; clientId: string };

async function insertItem(viewer: Viewer, tx: Tx, { place, kind, clientId }: Draft, body: PreparedBody) {
  const { source, tree, plain } = body;
  const createdAt = new Date();
  const { audience, id: subjectId, ownerId } = place;
  const row = { id: newId(createdAt), kind, subjectId, authorId: viewer.id, audience, source, tree, plain, clientId };
  const written = await tx
    .insert(feedItems)
    .values({ ...row, createdAt, activityAt: createdAt })
    .onConflictDoNothing({ target: [feedItems.authorId, feedItems.clientId] })
    .returning({ id: feedItems.id });
  return written.length > 0 ? { ...row, ownerId, activityAt: createdAt } : null;
}

type WrittenItem = NonNullable<Awaited<ReturnType<typeof insertItem>>>;

async function indexItem(viewer: Viewer, tx: Tx, item: WrittenItem, body: PreparedBody, topics: UsedTopic[]) {
  await assignTopics(viewer, tx, item, topics);
  const topicIds = topics.map((topic) => topic.id);
  const mentionedIds = body.mentioned.filter((m) => m.isAccessible).map((m) => m.id);
  await insertMentions(tx, { itemId: item.id, commentId: null }, body);
  await tx.insert(feedEntries).values(entriesFor({ ...item, itemId: item.id, mentionedIds, topicIds }));
  return { mentionedIds, topicIds };
}

/** Throws Invalid on `body` when it names more topics than a post can carry. */
export function checkTopicCount(body: PreparedBody): void {
  const count = body.topics.length;
  if (count <= MAX_TOPICS_PER_POST) return;
  throw new Invalid({ body: `A post can carry ${MAX_TOPICS_PER_POST} topics; this one has ${count}.` });
}

/**
 * Writes a post to a place that the viewer was found to be allowed to post to. A second send with the same clientId is
 * the same post, and not new. Throws Invalid on `body` and `confirm` (see prepareBody).
 */
export async function writePost(
  viewer: Viewer,
  tx: Tx,
  place: PostPlace,
  { body: text, clientId, confirm }: Writing,
  kind: Kind = 'text',
): Promise<{ postId: string; isNew: boolean }> {
  const { audience } = place;
  await forgetDraft(tx, viewer.id, { place: `post:${place.id}`, clientId });
  const earlier = await sentBefore(viewer, clientId, tx);
  if (earlier) return { postId: earlier, isNew: false };
  const body = await prepareBody(viewer, tx, { text, audience, confirmed: confirm });
  checkTopicCount(body);
  const topics = await ensureTopics(viewer, tx, body.topics);
  const item = await insertItem(viewer, tx, { place, kind, clientId }, onlyTopics(body, topics));
  if (!item) return { postId: (await sentBefore(viewer, clientId, tx)) ?? '', isNew: false };
  const references = await indexItem(viewer, tx, item, body, topics);
  if (place.kind === 'group') await touchMembership(viewer, place.id, tx);
  await emit(tx, viewer, 'post.created', place.id, { postId: item.id, subjectId: place.id, audience, ...references });
  return { postId: item.id, isNew: true };
}
