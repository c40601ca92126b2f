import 'server-only';
import type { MailEntry, MailReason } from '@/lib/email/view-models';
import { type PluralForms, plural } from '@/lib/format';
import { type Phrase, phrase } from './phrase';

/** Whole sentences: of one who did it, of several, and of several things that say the same. `place` is their form with a group. */
type Words = { one: string; several?: PluralForms; many?: PluralForms };
type Sentence = Words & { place?: Words; button: string };

/** Highest first: what a mail of several things is named after. */
const rank: readonly MailReason[] = [
  'mention_post',
  'mention_comment',
  'announcement',
  'comment_on_mine',
  'profile_post',
  'comment_on_profile_post',
  'comment_after_mine',
  'comment_on_liked',
  'comment_on_bookmarked',
];

function comments(alone: string, many: string): Sentence {
  return {
    one: `{actor} commented ${alone}`,
    many: { one: `# new comment ${many}`, other: `# new comments ${many}` },
    place: {
      one: `{actor} commented ${alone} in {place}`,
      many: { one: `# new comment ${many} in {place}`, other: `# new comments ${many} in {place}` },
    },
    button: 'View comment',
  };
}

function likes(what: 'post' | 'comment'): Sentence {
  const several = (end: string): PluralForms => ({
    one: `{actor} and # other like your ${what}${end}`,
    other: `{actor} and # others like your ${what}${end}`,
  });
  return {
    one: `{actor} likes your ${what}`,
    several: several(''),
    place: { one: `{actor} likes your ${what} in {place}`, several: several(' in {place}') },
    button: `View ${what}`,
  };
}

const roles = {
  owner: 'You are now the owner of {place}',
  manager: 'You are now a manager of {place}',
  member: 'You are no longer a manager of {place}',
};

const sentences: Record<Exclude<MailReason, 'like' | 'role_changed'>, Sentence> = {
  mention_post: {
    one: '{actor} mentioned you',
    place: { one: '{actor} mentioned you in {place}' },
    button: 'View post',
  },
  mention_comment: {
    one: '{actor} mentioned you in a comment',
    place: { one: '{actor} mentioned you in a comment in {place}' },
    button: 'View comment',
  },
  announcement: {
    one: '{actor} made an announcement',
    place: { one: '{actor} made an announcement in {place}' },
    button: 'View announcement',
  },
  comment_on_mine: comments('on your post', 'on your post'),
  profile_post: { one: '{actor} posted on your profile', button: 'View post' },
  comment_on_profile_post: comments('on a post on your profile', 'on a post on your profile'),
  comment_after_mine: comments('after you', 'after yours'),
  comment_on_liked: comments('on a post you like', 'on a post you like'),
  comment_on_bookmarked: comments('on a post you bookmarked', 'on a post you bookmarked'),
  follow: {
    one: '{actor} follows you',
    several: { one: '{actor} and # other follow you', other: '{actor} and # others follow you' },
    button: 'View profile',
  },
  group_post: { one: '{actor} posted', place: { one: '{actor} posted in {place}' }, button: 'View post' },
  join_request: {
    one: '{actor} asks to join one of your groups',
    place: {
      one: '{actor} asks to join {place}',
      several: { one: '{actor} and # other ask to join {place}', other: '{actor} and # others ask to join {place}' },
    },
    button: 'View request',
  },
  join_accepted: {
    one: '{actor} accepted your request to join',
    place: { one: '{actor} accepted your request to join {place}' },
    button: 'Open group',
  },
  join_declined: {
    one: '{actor} declined your request to join',
    place: { one: '{actor} declined your request to join {place}' },
    button: 'See other groups',
  },
  added_to_group: {
    one: '{actor} added you to a group',
    place: { one: '{actor} added you to {place}' },
    button: 'Open group',
  },
  record_owner: {
    one: '{actor} made you the owner of a record',
    place: { one: '{actor} made you the owner of {place}' },
    button: 'Open record',
  },
  record_shared: {
    one: '{actor} shared a record with you',
    place: { one: '{actor} shared {place} with you' },
    button: 'Open record',
  },
  record_post: {
    one: '{actor} posted on a record of yours',
    place: { one: '{actor} posted on {place}' },
    button: 'View post',
  },
  group_archived: { one: 'A group was archived', place: { one: 'Archived: {place}' }, button: 'Open group' },
};

function sentenceOf(entry: MailEntry): Sentence {
  if (entry.reason === 'like') return likes(entry.liked ?? 'post');
  if (entry.reason !== 'role_changed') return sentences[entry.reason];
  return {
    one: 'Your role in a group changed',
    place: { one: roles[entry.role ?? 'member'] },
    button: 'Open group',
  };
}

function wordsOf(entry: MailEntry): Words {
  const sentence = sentenceOf(entry);
  return (entry.place && sentence.place) || sentence;
}

const named = (words: string, { actor, place }: MailEntry): Phrase =>
  phrase(words, { actor: actor.name, ...(place && { place: place.name }) });

/** What happened, in one sentence. */
export function entryPhrase(entry: MailEntry, locale: string): Phrase {
  const { one, several } = wordsOf(entry);
  const isSeveral = entry.othersCount > 0 && several !== undefined;
  return named(isSeveral ? plural(entry.othersCount, several, locale) : one, entry);
}

/** What happened in all: the sentence of the only thing, "3 new comments on your post", or the weightiest "and 2 more". */
export function mailPhrase(entries: readonly MailEntry[], locale: string): Phrase {
  const [first, ...others] = [...entries].sort((a, b) => weight(a) - weight(b));
  if (!first) throw new Error('a mail needs something to tell of');
  if (others.length === 0) return entryPhrase(first, locale);
  const { many } = wordsOf(first);
  if (many && others.every(({ reason }) => reason === first.reason))
    return named(plural(entries.length, many, locale), first);
  return [...entryPhrase(first, locale), plural(others.length, { one: ', and # more', other: ', and # more' }, locale)];
}

function weight({ reason }: MailEntry): number {
  const at = rank.indexOf(reason);
  return at < 0 ? rank.length : at;
}

export function buttonLabel(entry: MailEntry): string {
  return sentenceOf(entry).button;
}
