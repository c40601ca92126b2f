import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { comments, feedEntries, feedItems, mutes } from '@/db/schema/feed';
import { type Tx, transaction } from '@/db/writer';
import type { PostFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { topicsOfComment } from './comment-topics';
import type { CreateCommentInput } from './input';
import { forgetDraft } from './keep-draft';
import { touchMembership } from './place';
import { prepareBody } from './prepare-body';
import { refreshEntries, replaceMentions } from './references';
import { BUMP_SECONDS } from './rules';

export type CreatedComment = { commentId: string; postId: string };

async function sentBefore(viewer: Viewer, clientId: string, tx: Tx): Promise<CreatedComment | undefined> {
  const s = scope(viewer, tx);
  const [row] = await s.rows<CreatedComment>(
    sql`select c.id as "commentId", c.item_id as "postId" from ${s.comments} c where c.author_id = ${viewer.id} and c.client_id = ${clientId}`,
  );
  return row;
}

/** The comment that a reply belongs under: there is one level, so an answer to a reply joins the same thread. */
async function threadOf(viewer: Viewer, tx: Tx, postId: string, parentId: string | undefined): Promise<string | null> {
  if (!parentId) return null;
  const parent = await load(viewer, 'comment.reply', parentId, tx);
  if (parent.itemId !== postId) throw new NotFound();
  return parent.parentId ?? parent.id;
}

/** Counts the comment and moves the post up in the order of activity, at most once in BUMP_SECONDS. */
async function bump(tx: Tx, post: PostFacts, at: Date): Promise<void> {
  const moves = at.getTime() - post.activityTime >= BUMP_SECONDS * 1000;
  await tx
    .update(feedItems)
    .set({ commentCount: sql`${feedItems.commentCount} + 1`, ...(moves ? { activityAt: at } : {}) })
    .where(eq(feedItems.id, post.id));
  if (moves) await tx.update(feedEntries).set({ activityAt: at }).where(eq(feedEntries.itemId, post.id));
}

/**
 * Comments on a post, or answers a comment. A second send with the same clientId is the same comment. Whoever is
 * mentioned and had muted the post hears it again. Throws Invalid on `body` and `confirm`, NotFound and Forbidden.
 */
export async function createComment(viewer: Viewer, input: CreateCommentInput): Promise<CreatedComment> {
  return transaction(async (tx) => {
    const post = await load(viewer, 'post.comment', input.id, tx);
    await forgetDraft(tx, viewer.id, { place: `comment:${post.id}`, clientId: input.clientId });
    const earlier = await sentBefore(viewer, input.clientId, tx);
    if (earlier) return earlier;
    const { audience, id: postId } = post;
    const parentId = await threadOf(viewer, tx, postId, input.parentId);
    const prepared = await prepareBody(viewer, tx, { text: input.body, audience, confirmed: input.confirm });
    const { body, topicIds } = await topicsOfComment(tx, viewer, post, prepared);
    const createdAt = new Date();
    const commentId = newId(createdAt);
    const { source, tree, plain } = body;
    await tx.insert(comments).values({
      id: commentId,
      itemId: postId,
      parentId,
      authorId: viewer.id,
      audience,
      source,
      tree,
      plain,
      clientId: input.clientId,
      createdAt,
    });
    await bump(tx, post, createdAt);
    const { addedMentionIds } = await replaceMentions(tx, { itemId: postId, commentId }, body);
    await refreshEntries(tx, postId);
    const mentionedIds = body.mentioned
      .filter((m) => m.isAccessible && addedMentionIds.includes(m.id))
      .map((m) => m.id);
    await tx.delete(mutes).where(and(eq(mutes.itemId, postId), inArray(mutes.personId, mentionedIds)));
    if (post.placeKind === 'group') await touchMembership(viewer, post.placeId, tx);
    await emit(tx, viewer, 'comment.created', post.placeId, {
      commentId,
      postId,
      parentId,
      audience,
      mentionedIds,
      topicIds,
    });
    return { commentId, postId };
  });
}
