import 'server-only';
import { excerpt, plainText } from '@/lib/body/plain';
import type { BodyTree } from '@/lib/body/tree';
import type { MailComment, MailEntry, MailPerson, MailPlace } from '@/lib/email/view-models';
import { MAX_TAIL } from '@/lib/email/view-models';
import { env } from '@/lib/env';
import type { CommentView, Names, PostView } from '@/lib/feed/view-models';
import { recordPath } from '@/lib/records/rules';
import type { Wanted } from './recheck-rules';
import type { Known, SeenGroup, SeenRecord } from './seen';

/** What a batch is told from: read through the recipient's eyes. */
export type Sources = { posts: ReadonlyMap<string, PostView>; known: Known };

const iso = (millis: number) => new Date(millis).toISOString();
const pathTo = (path: string) => `${env.APP_URL}${path}`;
export const postUrl = (id: string) => pathTo(`/posts/${id}`);
const commentUrl = (comment: CommentView) => `${postUrl(comment.postId)}#comment-${comment.id}`;
export const groupUrl = (slug: string, page = '') => pathTo(`/groups/${slug}${page}`);

export const mailPerson = ({ id, name }: MailPerson): MailPerson => ({ id, name });

export const mailGroup = ({ name, slug, access }: Omit<SeenGroup, 'id'>): MailPlace => ({
  name,
  isPrivate: access !== 'public',
  url: groupUrl(slug),
});

const mailRecord = ({ isRestricted, ...record }: SeenRecord): MailPlace => ({
  name: record.name,
  isPrivate: isRestricted,
  url: pathTo(recordPath(record)),
});

function placeOf({ place, reach }: PostView): MailPlace | null {
  if (place?.kind === 'group') return mailGroup(place.group);
  return place?.kind === 'record' ? mailRecord({ ...place.record, isRestricted: reach.name !== null }) : null;
}

const excerptOf = (body: BodyTree, names: Names) =>
  excerpt(plainText(body, new Map(Object.entries(names).map(([id, { name }]) => [id, name]))));

type Head = Pick<MailEntry, 'reason' | 'othersCount' | 'at'>;

const nothingWritten = { body: null, names: {}, belongsTo: null };

function ofLike(head: Head, actor: MailPerson, post: PostView, comment: CommentView | undefined): MailEntry {
  const liked = comment ?? post;
  return {
    ...head,
    ...nothingWritten,
    actor,
    place: placeOf(post),
    belongsTo: { author: mailPerson(liked.author), excerpt: excerptOf(liked.body, liked.names) },
    liked: comment ? 'comment' : 'post',
    url: comment ? commentUrl(comment) : postUrl(post.id),
  };
}

function ofComment(head: Head, post: PostView, comment: CommentView): MailEntry {
  const { body, names, author } = comment;
  const belongsTo = { author: mailPerson(post.author), excerpt: excerptOf(post.body, post.names) };
  return { ...head, actor: mailPerson(author), place: placeOf(post), body, names, belongsTo, url: commentUrl(comment) };
}

function ofPost(head: Head, post: PostView): MailEntry {
  const { author, body, names } = post;
  return {
    ...head,
    actor: mailPerson(author),
    place: placeOf(post),
    body,
    names,
    belongsTo: null,
    url: postUrl(post.id),
  };
}

const roles = ['owner', 'manager', 'member'] as const;

function ofGroup(head: Head, wanted: Wanted, { known }: Sources, organisation: string): MailEntry {
  const person = known.people.get(wanted.actorId ?? '');
  const group = known.groups.get(wanted.subjectId ?? '');
  const role = roles.find((one) => one === wanted.details.role);
  const page = wanted.reason === 'join_request' ? '/members' : '';
  return {
    ...head,
    ...nothingWritten,
    actor: person ? mailPerson(person) : { id: '', name: organisation },
    place: group ? mailGroup(group) : null,
    ...(role && { role }),
    ...(wanted.details.message && { message: wanted.details.message }),
    url: group ? groupUrl(group.slug, page) : pathTo(person ? `/people/${person.handle}` : '/notifications'),
  };
}

/** What several people did alike is one entry, as the last of them did it. */
const keyOf = ({ reason, commentId, eventId }: Wanted) =>
  reason === 'like' || reason === 'follow' ? `${reason} ${commentId}` : eventId;

function together(wanted: readonly Wanted[]): Wanted[][] {
  const groups = new Map<string, Wanted[]>();
  for (const one of wanted) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

function ofSubject(head: Head, wanted: Wanted, sources: Sources, organisation: string): MailEntry {
  const { people, records } = sources.known;
  const record = records.get(wanted.subjectId ?? '');
  if (!record) return ofGroup(head, wanted, sources, organisation);
  const person = people.get(wanted.actorId ?? '');
  const place = mailRecord(record);
  const actor = person ? mailPerson(person) : { id: '', name: organisation };
  return { ...head, ...nothingWritten, actor, place, url: place.url };
}

function ofItem(head: Head, last: Wanted, post: PostView, { known }: Sources, organisation: string) {
  const comment = post.comments.find(({ id }) => id === last.commentId);
  // A comment beyond those that were read.
  if (last.commentId && !comment) return null;
  const actor = known.people.get(last.actorId ?? '') ?? { id: '', name: organisation };
  if (last.reason === 'like') return ofLike(head, mailPerson(actor), post, comment);
  return comment ? ofComment(head, post, comment) : ofPost(head, post);
}

function entryOf(alike: readonly Wanted[], last: Wanted, sources: Sources, organisation: string): MailEntry | null {
  const people = new Set(alike.map(({ actorId }) => actorId));
  const head = { reason: last.reason, othersCount: people.size - 1, at: iso(last.at) };
  if (!last.itemId) return ofSubject(head, last, sources, organisation);
  const post = sources.posts.get(last.itemId);
  return post ? ofItem(head, last, post, sources, organisation) : null;
}

/** The entries of a batch, oldest first. */
export function entriesOf(wanted: readonly Wanted[], sources: Sources, organisation: string): MailEntry[] {
  return together(wanted).flatMap((alike) => {
    const last = alike.at(-1);
    return (last && entryOf(alike, last, sources, organisation)) ?? [];
  });
}

/** The last comments before those that the batch tells of. */
export function tailOf(wanted: readonly Wanted[], { posts }: Sources): MailComment[] {
  const told = new Set(wanted.flatMap(({ commentId, reason }) => (commentId && reason !== 'like' ? [commentId] : [])));
  const [first] = [...told].toSorted();
  const post = posts.get(wanted[0]?.itemId ?? '');
  if (!first || !post) return [];
  const before = post.comments
    .filter(({ id }) => id < first && !told.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return before
    .slice(-MAX_TAIL)
    .map(({ id, author, createdAt, body, names }) => ({ id, author: mailPerson(author), at: createdAt, body, names }));
}
