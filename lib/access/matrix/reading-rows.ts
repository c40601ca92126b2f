import { cast } from '@/db/cast';
import { listGroupFeed } from '@/lib/feed/queries';
import { newId } from '@/lib/ids';
import { listReaders } from '@/lib/reading/queries';
import { answerFor } from './ability-reference';
import { planted } from './plant';
import { type Eyes, reads } from './reference';
import { type Case, idsOf, type QueryRows, sorted, throughPages } from './rows';
import { type Group, groups, type Post, posts, theRole } from './world';

const authors = [cast.owner.handle, cast.formerMember.handle, cast.guest.handle];
const samplePosts = () => posts.filter(({ author, topics }) => authors.includes(author) && topics.length > 0);

const written = (post: Post) => ({ id: post.id, author: post.author, post });

/** Those who read it, let authors know, and may see it by now. */
function readersOf(post: Post): string[] {
  const roles = planted.readers.filter((role) => role !== planted.silentReader);
  if (post.author !== cast.owner.handle) return [];
  return sorted(
    roles
      .map(theRole)
      .filter((who) => who.isActive && reads({ who }, post))
      .map(({ handle }) => handle),
  );
}

function expectedReaders(eyes: Eyes, post: Post): unknown {
  const answer = answerFor.post(eyes, 'seeReaders', written(post));
  return answer === 'ok' ? readersOf(post) : answer;
}

/** What one has read and what one has not are all there is, and never the same. */
async function halves(viewer: Parameters<Case['ask']>[0], group: Group): Promise<string[]> {
  const half = (show: 'read' | 'unread') =>
    throughPages((before) => listGroupFeed(viewer, group.id, { before, show, sort: 'latest' }));
  return sorted([...(await half('read')), ...(await half('unread'))]);
}

export const readingRows: QueryRows = {
  'reading/queries.listReaders': () => [
    ...samplePosts().map(
      (post): Case => ({
        of: `a post in ${post.place} by ${post.author}`,
        ask: async (viewer) => sorted((await listReaders(viewer, post.id)).items.map(({ handle }) => handle)),
        expected: (eyes) => expectedReaders(eyes, post),
      }),
    ),
    { of: 'an id that never was', ask: (viewer) => listReaders(viewer, newId()), expected: () => 'NotFound' },
    ...groups.map(
      (group): Case => ({
        of: `how many, beside the posts in ${group.kind}`,
        ask: async (viewer) =>
          (await listGroupFeed(viewer, group.id, {})).items
            .flatMap(({ id, seenBy }) => (seenBy === null ? [] : `${id} ${seenBy.count}`))
            .toSorted(),
        expected: (eyes) =>
          sorted(
            standing(eyes, group)
              .filter((post) => answerFor.post(eyes, 'seeReaders', written(post)) === 'ok')
              .map((post) => `${post.id} ${readersOf(post).length}`),
          ),
      }),
    ),
    ...groups.map(
      (group): Case => ({
        of: `read and unread of ${group.kind}`,
        ask: (viewer) => halves(viewer, group),
        expected: (eyes) => idsOf(standing(eyes, group)),
      }),
    ),
  ],
};

const standing = (eyes: Eyes, group: Group) =>
  posts.filter((post) => reads(eyes, post) && (post.place === group.slug || post.mentions.includes(group.slug)));
