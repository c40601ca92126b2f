import { randomUUID } from 'node:crypto';
import { viewerOf } from '@/db/cast';
import { setDatabase } from '@/db/open';
import type { CastPerson } from '@/db/seed/cast/people';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import type { App } from './app';

/** Posts to a group or a profile in the app's database, as the form does, and returns the post's id. */
export async function writePost(app: App, author: CastPerson, subjectId: string, body: string): Promise<string> {
  setDatabase(app.database);
  const input = { subjectId, body, clientId: randomUUID(), confirm: true };
  return (await createPost(viewerOf(author), input)).postId;
}

/** Comments on a post in the app's database, as the form does, and returns the comment's id. */
export async function writeComment(app: App, author: CastPerson, postId: string, body: string): Promise<string> {
  setDatabase(app.database);
  const input = { id: postId, parentId: undefined, body, clientId: randomUUID(), confirm: true };
  return (await createComment(viewerOf(author), input)).commentId;
}
