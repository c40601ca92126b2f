import { describe, expect, test } from 'vitest';
import type { MailEntry, MailReason } from '@/lib/email/view-models';
import { plainPhrase } from './phrase';
import { entryPhrase, mailPhrase } from './sentences';

const entry = (reason: MailReason, changes: Partial<MailEntry> = {}): MailEntry => ({
  reason,
  actor: { id: 'a', name: 'Anna' },
  othersCount: 0,
  place: { name: 'Central Region', isPrivate: false, url: 'https://chatter.example/groups/central' },
  at: '2026-11-20T14:03:00Z',
  body: null,
  names: {},
  belongsTo: null,
  url: 'https://chatter.example/posts/1',
  ...changes,
});
const nowhere = { place: null };
const said = (given: MailEntry) => plainPhrase(entryPhrase(given, 'en'));
const subject = (...given: MailEntry[]) => plainPhrase(mailPhrase(given, 'en'));

const reasons: [MailReason, string, string][] = [
  ['mention_post', 'Anna mentioned you in Central Region', 'Anna mentioned you'],
  ['mention_comment', 'Anna mentioned you in a comment in Central Region', 'Anna mentioned you in a comment'],
  ['announcement', 'Anna made an announcement in Central Region', 'Anna made an announcement'],
  ['comment_on_mine', 'Anna commented on your post in Central Region', 'Anna commented on your post'],
  ['profile_post', 'Anna posted on your profile', 'Anna posted on your profile'],
  [
    'comment_on_profile_post',
    'Anna commented on a post on your profile in Central Region',
    'Anna commented on a post on your profile',
  ],
  ['comment_after_mine', 'Anna commented after you in Central Region', 'Anna commented after you'],
  ['comment_on_liked', 'Anna commented on a post you like in Central Region', 'Anna commented on a post you like'],
  [
    'comment_on_bookmarked',
    'Anna commented on a post you bookmarked in Central Region',
    'Anna commented on a post you bookmarked',
  ],
  ['like', 'Anna likes your post in Central Region', 'Anna likes your post'],
  ['follow', 'Anna follows you', 'Anna follows you'],
  ['group_post', 'Anna posted in Central Region', 'Anna posted'],
  ['join_request', 'Anna asks to join Central Region', 'Anna asks to join one of your groups'],
  ['join_accepted', 'Anna accepted your request to join Central Region', 'Anna accepted your request to join'],
  ['join_declined', 'Anna declined your request to join Central Region', 'Anna declined your request to join'],
  ['role_changed', 'You are no longer a manager of Central Region', 'Your role in a group changed'],
  ['added_to_group', 'Anna added you to Central Region', 'Anna added you to a group'],
  ['group_archived', 'Archived: Central Region', 'A group was archived'],
  ['record_owner', 'Anna made you the owner of Central Region', 'Anna made you the owner of a record'],
  ['record_shared', 'Anna shared Central Region with you', 'Anna shared a record with you'],
  ['record_post', 'Anna posted on Central Region', 'Anna posted on a record of yours'],
];

test.each(reasons)('%s is said in a whole sentence', (reason, inGroup, elsewhere) => {
  expect(said(entry(reason))).toBe(inGroup);
  expect(said(entry(reason, nowhere))).toBe(elsewhere);
});

describe('several people', () => {
  test.each([
    [1, 'Anna and 1 other like your comment'],
    [3, 'Anna and 3 others like your comment'],
    [1234, 'Anna and 1,234 others like your comment'],
  ])('and %i others are counted', (othersCount, sentence) => {
    expect(said(entry('like', { ...nowhere, liked: 'comment', othersCount }))).toBe(sentence);
  });

  test('are counted in the language of the reader', () => {
    expect(plainPhrase(entryPhrase(entry('follow', { ...nowhere, othersCount: 1234 }), 'de'))).toContain('1.234');
  });
});

describe('a mail of several things', () => {
  test('counts comments of one kind', () => {
    expect(subject(entry('comment_on_mine'), entry('comment_on_mine'))).toBe(
      '2 new comments on your post in Central Region',
    );
  });

  test('is named after what matters most', () => {
    expect(subject(entry('comment_after_mine'), entry('mention_comment'), entry('comment_after_mine'))).toBe(
      'Anna mentioned you in a comment in Central Region, and 2 more',
    );
  });
});

test('a name is never taken for a part of the sentence', () => {
  const actor = { id: 'a', name: '{place} and # $& {actor}' };
  expect(said(entry('like', { actor, othersCount: 2 }))).toBe(
    '{place} and # $& {actor} and 2 others like your post in Central Region',
  );
});

test('a name that runs from right to left is isolated in a subject', () => {
  expect(said(entry('follow', { actor: { id: 'a', name: 'سارة' } }))).toBe('\u2068سارة\u2069 follows you');
});
