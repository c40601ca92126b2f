import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { searchPosts } from '@/lib/search/queries';
import { useDatabase } from '@/lib/testing/database';

useDatabase();

const member = viewerOf(cast.member);
const text = (body: string) => ({ body, clientId: newId(), confirm: true });
const naming = `with @${cast.outsider.handle} and @${cast.groups.private.slug}`;

async function excerptsFor(person: typeof cast.guest, q: string) {
  const { items } = await searchPosts(viewerOf(person), q);
  return items.map(({ excerpt, comment }) => [excerpt.join(''), comment?.excerpt.join('') ?? null]);
}

test('a guest is shown no name of whom they do not meet, and finds nothing by it', async () => {
  const { postId } = await createPost(member, { subjectId: cast.groups.guests.id, ...text(`Unloading ${naming}`) });
  await createComment(member, { id: postId, ...text(`Unloading late ${naming}`) });
  expect(await excerptsFor(cast.guest, 'unloading')).toEqual([
    ['Unloading with @someone and @someone', 'Unloading late with @someone and @someone'],
  ]);
  for (const name of [cast.outsider.name, cast.groups.private.name])
    expect(await excerptsFor(cast.guest, name)).toEqual([]);
  const [hit] = await excerptsFor(cast.member, 'unloading');
  expect(hit?.[0]).toContain(cast.outsider.name);
});

test('a guest finds posts by the names of those whom they meet', async () => {
  await createPost(member, { subjectId: cast.groups.guests.id, ...text(`Loading with @${cast.manager.handle}`) });
  expect(await excerptsFor(cast.guest, `loading ${cast.manager.name}`)).toEqual([
    [`Loading with @${cast.manager.name}`, null],
  ]);
});
