import type { commentLikes, comments, feedEntries, feedItems, itemLikes, mentions, revisions } from '@/db/schema/feed';
import type { topicAssignments } from '@/db/schema/topics';
import { entriesFor } from '@/lib/feed/entries';
import { MAX_TOPICS_PER_POST } from '@/lib/topics/rules';
import { latest } from '../calendar';
import type { SeedComment, SeedPost, Writing } from '../model';
import { stableId } from '../stable-id';
import { storedBody } from './body';
import { type Directory, ownerNow } from './directory';
import { extraTopics, type TopicBook } from './topic-book';

export type PostRows = {
  feedItems: (typeof feedItems.$inferInsert)[];
  feedEntries: (typeof feedEntries.$inferInsert)[];
  comments: (typeof comments.$inferInsert)[];
  revisions: (typeof revisions.$inferInsert)[];
  mentions: (typeof mentions.$inferInsert)[];
  topicAssignments: (typeof topicAssignments.$inferInsert)[];
  itemLikes: (typeof itemLikes.$inferInsert)[];
  commentLikes: (typeof commentLikes.$inferInsert)[];
};

export const postId = (post: SeedPost) => stableId(post.at, `post ${post.author} ${post.place}`);

export const commentId = (post: SeedPost, comment: SeedComment) =>
  stableId(comment.at, `comment ${comment.author} ${postId(post)}`);

/** The rows of one conversation, as the domain functions would have left them. */
export function postRows(post: SeedPost, directory: Directory, book: TopicBook): PostRows {
  const context = { itemId: postId(post), audience: directory.audienceOf(post.place), directory };
  const own = writingRows(post, null, context);
  const replies = post.comments.map((comment) => ({
    comment,
    ...writingRows(comment, commentId(post, comment), context),
  }));
  const assigned = assignments(post, [own, ...replies], context, book);
  const mentioned = [own, ...replies].flatMap((writing) => writing.mentions);
  const item = itemRow(post, own.row, context);
  return {
    feedItems: [item],
    feedEntries: entriesFor({
      itemId: item.id,
      subjectId: item.subjectId,
      authorId: item.authorId,
      audience: context.audience,
      ownerId: ownerOf(post.place, directory),
      activityAt: lastActivity(post),
      mentionedIds: mentioned.filter(({ isAccessible }) => isAccessible).map(({ subjectId }) => subjectId),
      topicIds: assigned.map(({ topicId }) => topicId),
    }),
    comments: replies.map(({ comment, row }) => commentRow(post, comment, row, context)),
    revisions: [own, ...replies].flatMap((writing) => writing.revisions),
    mentions: mentioned,
    topicAssignments: assigned,
    itemLikes: post.likes.map(({ handle, at }) => ({
      itemId: item.id,
      personId: directory.idOf(handle),
      createdAt: at,
    })),
    commentLikes: post.comments.flatMap((comment) =>
      comment.likes.map(({ handle, at }) => ({
        commentId: commentId(post, comment),
        personId: directory.idOf(handle),
        createdAt: at,
      })),
    ),
  };
}

/** Whose record it stands on, if it stands on one. */
function ownerOf(place: string, directory: Directory): string | null {
  const record = directory.recordOf(place);
  return record ? directory.idOf(ownerNow(record)) : null;
}

type Context = { itemId: string; audience: string | null; directory: Directory };
type BodyRow = ReturnType<typeof storedBody>['row'];

function writingRows(writing: Writing, comment: string | null, { itemId, audience, directory }: Context) {
  const { row, mentionIds, topics } = storedBody(writing.body, directory);
  const { earlier, author, at } = writing;
  const key = `${comment ?? itemId}`;
  const revisions = (earlier ? [earlier] : []).map(({ body, editedAt }) => {
    const { source, tree } = storedBody(body, directory).row;
    const editedBy = directory.idOf(author);
    return { id: stableId(editedAt, `revision ${key}`), itemId, commentId: comment, source, tree, editedBy, editedAt };
  });
  const mentions = mentionIds.map((subjectId) => ({
    id: stableId(at, `mention ${key} ${subjectId}`),
    itemId,
    commentId: comment,
    subjectId,
    isAccessible: directory.canRead(subjectId, audience),
  }));
  return { row, revisions, mentions, topics, author, at };
}

const editing = ({ earlier, author }: Writing, directory: Directory) =>
  earlier ? { editedAt: earlier.editedAt, editedBy: directory.idOf(author), version: 2 } : {};

function itemRow(post: SeedPost, row: BodyRow, { itemId, audience, directory }: Context) {
  return {
    id: itemId,
    subjectId: directory.idOf(post.place),
    authorId: directory.idOf(post.author),
    audience,
    ...row,
    clientId: stableId(post.at, `sent ${itemId}`),
    commentCount: post.comments.length,
    likeCount: post.likes.length,
    createdAt: post.at,
    activityAt: lastActivity(post),
    ...editing(post, directory),
  };
}

function commentRow(post: SeedPost, comment: SeedComment, row: BodyRow, { itemId, audience, directory }: Context) {
  const parent = comment.parent === null ? undefined : post.comments[comment.parent];
  const id = commentId(post, comment);
  return {
    id,
    itemId,
    parentId: parent ? commentId(post, parent) : null,
    authorId: directory.idOf(comment.author),
    audience,
    ...row,
    clientId: stableId(comment.at, `sent ${id}`),
    likeCount: comment.likes.length,
    createdAt: comment.at,
    ...editing(comment, directory),
  };
}

const lastActivity = (post: SeedPost) => latest(post.at, ...post.comments.map(({ at }) => at));

type Tagged = { topics: { key: string; name: string }[]; author: string; at: Date };

function assignments(post: SeedPost, writings: readonly Tagged[], context: Context, book: TopicBook) {
  const rows = new Map<string, typeof topicAssignments.$inferInsert>();
  const added = { topics: extraTopics(post.topics), author: post.author, at: post.at };
  for (const { topics, author, at } of [added, ...writings]) {
    for (const { key, name } of topics) {
      if (rows.has(key) || rows.size === MAX_TOPICS_PER_POST) continue;
      const assignedBy = context.directory.idOf(author);
      const { itemId, audience } = context;
      rows.set(key, { itemId, topicId: book.idOf(key, at), spelling: name, audience, assignedBy, assignedAt: at });
    }
  }
  return [...rows.values()];
}
