import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { overseePost } from '@/lib/access/oversee';
import { useDatabase } from '@/lib/testing/database';
import { getPost } from './queries';

useDatabase();

test('who only looks in with View All Data is offered nothing that would be refused', async () => {
  const { id } = cast.posts.private.owner;
  const post = await getPost(await overseePost(viewerOf(cast.viewAllData), id), id);
  const offered = [post.can, ...post.comments.map((comment) => comment.can)].flatMap((can) => Object.values(can));
  expect(offered).not.toContain(true);
  const own = await getPost(viewerOf(cast.member), id);
  expect(own.can).toMatchObject({ like: true, keep: true, comment: true });
});
