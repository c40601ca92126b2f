import { cast } from '@/db/cast';
import {
  type Group,
  groupOf,
  groups,
  type Person,
  type Post,
  people,
  personOf,
  posts,
  type Rec,
  recordOf,
} from './world';

/**
 * Who may see what, written a second time: from DESIGN 3 and specification 12 over the plain arrays of world.ts, and
 * with no eye on lib/access. Where the two differ, one of them is wrong.
 */
export type Eyes = {
  who: Person;
  /** The one group that the person has opened with a permission, or tried to. */
  asked?: Group | undefined;
};

export const seatOf = (who: Person, group: Group) => group.seats[who.handle] ?? null;
export const isMember = (who: Person, group: Group) => seatOf(who, group) !== null;
export const manages = (who: Person, group: Group) => ['owner', 'manager'].includes(seatOf(who, group) ?? '');

/** View All Data and Modify All Data open private groups, Manage Unlisted Groups unlisted ones; being an admin opens nothing. */
export function opens(who: Person, group: Group): boolean {
  if (isMember(who, group) || group.access === 'public') return false;
  const keys = group.access === 'private' ? ['view_all_data', 'modify_all_data'] : ['manage_unlisted_groups'];
  return keys.some((permission) => who.permissions.includes(permission));
}

const hasOpened = ({ who, asked }: Eyes, group: Group) => asked === group && opens(who, group);

/** Name, description, owner and number of members are for all colleagues, unless the group is unlisted. */
export function knows(eyes: Eyes, group: Group): boolean {
  if (isMember(eyes.who, group) || hasOpened(eyes, group)) return true;
  return !eyes.who.isGuest && group.access !== 'unlisted';
}

/** Feed, information, members. */
export function isInside(eyes: Eyes, group: Group): boolean {
  if (isMember(eyes.who, group) || hasOpened(eyes, group)) return true;
  return !eyes.who.isGuest && group.access === 'public';
}

/** Whether somebody stands above a person in the hierarchy, however far. */
export function isAbove(who: Person, handle: string): boolean {
  const manager = people.find((person) => person.handle === handle)?.manager;
  return manager ? manager === who.handle || isAbove(who, manager) : false;
}

/** Whoever a record was given to: themself, by a group of theirs, or by somebody below them. */
export function isGiven(who: Person, { shares }: Rec, level?: 'write'): boolean {
  return Object.entries(shares).some(([principal, given]) => {
    if (level && given !== level) return false;
    const group = groupOf(principal);
    return group ? isMember(who, group) : principal === who.handle || isAbove(who, principal);
  });
}

export const ownsRecord = (who: Person, { owner }: Rec) => owner === who.handle || isAbove(who, owner);

/** A restricted record is for its owner, whoever is above them and those it was given to; others are for all colleagues. */
export function finds({ who }: Eyes, record: Rec): boolean {
  if (record.isDeleted) return false;
  return record.isPrivate ? ownsRecord(who, record) || isGiven(who, record) : !who.isGuest;
}

/** The bin shows a record to whoever owned it, who deleted it too, and to Modify All Data. */
export const findsInBin = ({ who }: Eyes, record: Rec) =>
  record.isDeleted && (record.owner === who.handle || who.permissions.includes('modify_all_data'));

/** The margin of opportunities is for the private group and View All Data. */
export function readsMargin(who: Person): boolean {
  const keepers = groups.find(({ id }) => id === cast.groups.private.id);
  return who.permissions.includes('view_all_data') || (keepers !== undefined && isMember(who, keepers));
}

/** What a record announces is for those who find it, may read something of it, and find the record it tells of. */
function readsChange(eyes: Eyes, { change }: Post): boolean {
  if (!change) return true;
  const related = change.related && recordOf(change.related);
  return (!change.isMargin || readsMargin(eyes.who)) && (!related || finds(eyes, related));
}

/** Whoever can see the place can see what is posted there; a profile is a place for all colleagues. */
export function reads(eyes: Eyes, post: Post): boolean {
  const [group, record] = [groupOf(post.place), recordOf(post.place)];
  if (record) return finds(eyes, record) && readsChange(eyes, post);
  return group ? isInside(eyes, group) : !eyes.who.isGuest;
}

/** A guest meets themself and those with whom they share a group. */
export function meets({ who }: Eyes, person: Person): boolean {
  if (!who.isGuest || who.handle === person.handle) return true;
  return groups.some((group) => isMember(who, group) && isMember(person, group));
}

export const readable = (eyes: Eyes): Post[] => posts.filter((post) => reads(eyes, post));

/** A topic is there where a use of it can be seen. */
export const uses = (eyes: Eyes, topic: string): Post[] =>
  readable(eyes).filter(({ topics }) => topics.includes(topic));

export const met = (eyes: Eyes): Person[] => people.filter((person) => meets(eyes, person));

export const activeMembers = (group: Group): Person[] =>
  Object.keys(group.seats)
    .map(personOf)
    .filter(({ isActive }) => isActive);

/** Whether the person can see the place of a post: mentioning them there reaches them. */
export function isReached(handle: string, post: Post): boolean {
  if (groupOf(handle)) return true;
  return reads({ who: personOf(handle) }, post);
}

export type Reason = 'parent' | 'author' | 'actor' | 'owner' | 'mention' | 'topic';

/** Everybody and everything that a post stands under, with the strongest reason. */
export function standsUnder(post: Post): Map<string, Reason> {
  const under = new Map<string, Reason>();
  for (const topic of post.topics) under.set(`#${topic}`, 'topic');
  for (const handle of post.mentions) if (isReached(handle, post)) under.set(handle, 'mention');
  const owner = recordOf(post.place)?.owner;
  if (owner) under.set(owner, 'owner');
  under.set(post.author, post.change ? 'actor' : 'author');
  under.set(post.place, 'parent');
  return under;
}
