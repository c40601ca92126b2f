import 'server-only';
import type { DigestChange, DigestPost, DigestSection, MailComment, MailPlace } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import { namedPlace } from '@/lib/feed/place-rules';
import type { CommentView, PostView } from '@/lib/feed/view-models';
import { recordPath } from '@/lib/records/rules';
import type { FoundChange, FoundPost } from './find-digest-posts';

const groupUrl = (slug: string) => `${env.APP_URL}/groups/${slug}`;

function placeOf({ place, reach }: PostView): MailPlace | null {
  if (place?.kind === 'record')
    return { name: place.record.name, isPrivate: reach.name !== null, url: env.APP_URL + recordPath(place.record) };
  if (place?.kind !== 'group') return null;
  const { name, slug, access } = place.group;
  return { name, isPrivate: access !== 'public', url: groupUrl(slug) };
}

const commentOf = ({ id, author, createdAt, body, names }: CommentView): MailComment => ({
  id,
  author: { id: author.id, name: author.name },
  at: createdAt,
  body,
  names,
});

function postOf(post: PostView): DigestPost {
  const { id, author, place, body, names, likeCount, commentCount } = post;
  return {
    id,
    author: { id: author.id, name: author.name },
    place: placeOf(post),
    profileOf: place?.kind === 'person' ? { id: place.person.id, name: place.person.name } : null,
    at: post.createdAt,
    body,
    names,
    topics: post.topics.map((topic) => topic.name),
    likeCount,
    commentCount,
    comments: post.comments.map(commentOf),
    url: `${env.APP_URL}/posts/${id}`,
  };
}

/** What the reader follows first, then their groups by name; newest first in each. */
export function sectionsOf(found: readonly FoundPost[], posts: readonly PostView[], locale: string): DigestSection[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const sections = new Map<string, DigestSection>();
  for (const { itemId, groupId, groupName, groupSlug, isPrivate } of found) {
    const post = byId.get(itemId);
    if (!post) continue;
    const section = sections.get(groupId ?? '') ?? {
      place: groupId ? { name: groupName, isPrivate, url: groupUrl(groupSlug) } : null,
      posts: [],
    };
    section.posts.push(postOf(post));
    sections.set(groupId ?? '', section);
  }
  const order = new Intl.Collator(locale);
  return [...sections.values()].sort((a, b) => order.compare(a.place?.name ?? '', b.place?.name ?? ''));
}

/** A line for each of what changed. */
export const changesOf = (found: readonly FoundChange[]): DigestChange[] =>
  found.map(({ place, author, isPrivate, itemIds }) => {
    const { href, name } = namedPlace(place ?? { kind: 'person', person: author });
    return { name, isPrivate, url: env.APP_URL + href, count: itemIds.length };
  });

/** Everything that a digest shows: all of it must be visible when it goes out. */
export function shownIn(
  sections: readonly DigestSection[],
  changed: readonly FoundChange[],
): { postIds: string[]; allIds: string[] } {
  const posts = sections.flatMap((section) => section.posts);
  const postIds = posts.map((post) => post.id);
  const comments = posts.flatMap((post) => post.comments.map((comment) => comment.id));
  return { postIds, allIds: [...postIds, ...comments, ...changed.flatMap(({ itemIds }) => itemIds)] };
}
