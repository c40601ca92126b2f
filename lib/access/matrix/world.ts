import { cast } from '@/db/cast';
import type { CastRole } from '@/db/seed/cast/people';
import { castRows } from '@/db/seed/cast/people';
import { type CastPlace, castPlaceRows } from '@/db/seed/cast/places';
import { castPostRows } from '@/db/seed/cast/posts';
import { type CastRecord, castRecordPosts, castRecordRows } from '@/db/seed/cast/records';
import type { SeedPost } from '@/db/seed/model';
import { relatedItemId } from '@/db/seed/rows/changes';
import { commentId, postId } from '@/db/seed/rows/posts';

/** The cast once more, as plain arrays for reference.ts to count on. Nothing here knows lib/access or a database. */
export type Person = {
  role: string;
  id: string;
  handle: string;
  name: string;
  isGuest: boolean;
  isActive: boolean;
  manager: string | null;
  permissions: readonly string[];
};

export type Group = {
  kind: CastPlace;
  id: string;
  slug: string;
  name: string;
  access: 'public' | 'private' | 'unlisted';
  isArchived: boolean;
  isBroadcast: boolean;
  allowsGuests: boolean;
  seats: Readonly<Record<string, 'owner' | 'manager' | 'member'>>;
  asked: readonly string[];
};

export type Answer = { id: string; author: string; text: string };

export type Post = {
  id: string;
  author: string;
  /** The handle of a group or of a person, or the key of a record. */
  place: string;
  /** What a record announced: whether all of it is a margin, and the record that was added, by its key. */
  change?: { isMargin: boolean; related: string | null };
  text: string;
  mentions: readonly string[];
  topics: readonly string[];
  answers: readonly Answer[];
  likes: number;
};

export type Rec = {
  key: string;
  id: string;
  object: string;
  name: string;
  owner: string;
  isPrivate: boolean;
  isDeleted: boolean;
  /** By the handle of a person or group. */
  shares: Readonly<Record<string, 'read' | 'write'>>;
};

export type Follow = { from: string; to: string };

const roleOf = (handle: string) =>
  Object.entries(cast).find(([, value]) => 'handle' in value && value.handle === handle)?.[0] ?? handle;

export const people: readonly Person[] = castRows.map(({ id, handle, name, kind, manager, permissions, ...row }) => ({
  role: roleOf(handle),
  id,
  handle,
  name,
  isGuest: kind === 'guest',
  isActive: row.deactivatedAt === undefined,
  manager,
  permissions,
}));

const kindOf = (id: string) =>
  (Object.entries(cast.groups).find(([, group]) => group.id === id)?.[0] ?? '') as CastPlace;

export const groups: readonly Group[] = castPlaceRows.map((row) => ({
  kind: kindOf(row.id),
  id: row.id,
  slug: row.handle,
  name: row.name,
  access: row.access,
  isArchived: row.archivedAt !== undefined,
  isBroadcast: row.isBroadcast === true,
  allowsGuests: row.allowsGuests === true,
  seats: Object.fromEntries(row.members.map(({ handle, role }) => [handle, role])),
  asked: row.requests.map(({ handle }) => handle),
}));

const mentioned = (body: string) => [...body.matchAll(/@([\w.-]*\w)/g)].map((match) => match[1] ?? '');
const tagged = (body: string) =>
  [...body.matchAll(/#(?:\[([^\]]+)\]|(\w+))/g)].map((match) => (match[1] ?? match[2] ?? '').toLowerCase());

function postOf(row: SeedPost): Post {
  return {
    id: postId(row),
    author: row.author,
    place: row.place,
    text: row.body,
    mentions: mentioned(row.body),
    topics: tagged(row.body),
    answers: row.comments.map((answer) => ({ id: commentId(row, answer), author: answer.author, text: answer.body })),
    likes: row.likes.length,
  };
}

export const records: readonly Rec[] = castRecordRows.map(({ key, id, object, name, owner, ...row }) => ({
  key,
  id,
  object,
  name,
  owner,
  isPrivate: row.isPrivate === true,
  isDeleted: row.deletedAt !== undefined,
  shares: Object.fromEntries((row.shares ?? []).map(({ principal, level }) => [principal, level])),
}));

const announced = { text: '', mentions: [], topics: [], answers: [], likes: 0 };

/** What the records of the cast announced: their creation and each change, and what was added below another. */
const changes: Post[] = castRecordRows.flatMap(({ key, id, owner, at, history, values, isPrivate }) => {
  const items = cast.records[key.replace('cast-', '') as CastRecord].items;
  const saves = [{ by: owner, patch: {} }, ...history];
  const own = saves.map(({ by, patch }, index) => ({
    ...announced,
    id: items[index] ?? '',
    author: by,
    place: key,
    change: { isMargin: Object.keys(patch).join() === cast.margin.apiName, related: null },
  }));
  const above = castRecordRows.find((row) => row.key === values.account);
  if (!above || (above.isPrivate && isPrivate)) return own;
  const related = { isMargin: false, related: key };
  return [
    ...own,
    { ...announced, id: relatedItemId(above.id, id, at), author: owner, place: above.key, change: related },
  ];
});

/** The posts of the cast; plant() adds those that need a database to be written. */
export const posts: Post[] = [...[...castPostRows, ...castRecordPosts].map(postOf), ...changes];

export const follows: Follow[] = ['owner', 'member'].map((role) => ({
  from: cast.follower.handle,
  to: cast[role as 'owner' | 'member'].handle,
}));

/** Who follows which topic, by its key. */
export const topicFollows: Follow[] = [{ from: cast.follower.handle, to: 'newtech' }];

export const personOf = (handle: string): Person => found(people, (person) => person.handle === handle, handle);
export const theRole = (role: CastRole): Person => personOf(cast[role].handle);
export const groupOf = (slug: string): Group | undefined => groups.find((group) => group.slug === slug);
export const recordOf = (key: string): Rec | undefined => records.find((record) => record.key === key);
export const theGroup = (kind: CastPlace): Group => found(groups, (group) => group.kind === kind, kind);
export const allTopics = (): string[] => [...new Set(posts.flatMap(({ topics }) => topics))].toSorted();

function found<T>(all: readonly T[], fits: (one: T) => boolean, what: string): T {
  const one = all.find(fits);
  if (!one) throw new Error(`The cast has no ${what}.`);
  return one;
}
