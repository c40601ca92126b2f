import { cast } from '@/db/cast';

import { type Eyes, finds, isMember, readsMargin } from './reference';
import type { Case } from './rows';
import { records, theGroup, theRole } from './world';

/** The field of the first migration that everybody reads. */
const STAGE = '019b76da-a800-73a8-9123-272fe301d9c9';

type NewsOf = (of: string, type: string, payload: object, expected: (eyes: Eyes) => boolean) => Case;

const of = (recordId: string, fieldIds: string[] = []) => ({ recordId, fieldIds, itemId: null, newOwnerId: null });

/** What happens to records is news to those who find them, and of their fields to those who read one of these. */
export const newsOfRecords = (newsOf: NewsOf): Case[] => [
  ...records.flatMap((record) => [
    newsOf(`a change of ${record.key}`, 'record.changed', of(record.id, [STAGE]), (eyes) => finds(eyes, record)),
    newsOf(`a margin of ${record.key}`, 'record.changed', of(record.id, [cast.margin.id]), (eyes) =>
      Boolean(finds(eyes, record) && readsMargin(eyes.who)),
    ),
    newsOf(
      `who sees ${record.key}`,
      'record.access_changed',
      { recordId: record.id, from: record.id, to: record.id },
      (eyes) => finds(eyes, record),
    ),
    newsOf(
      `that ${record.key} was closed`,
      'record.access_changed',
      { recordId: record.id, from: null, to: record.id },
      ({ who }) => !who.isGuest,
    ),
    newsOf(`that ${record.key} is gone`, 'record.deleted', { recordId: record.id, audience: record.id }, (eyes) =>
      finds(eyes, record),
    ),
  ]),
  newsOf(
    'what was taken back from a person',
    'record.unshared',
    { recordId: cast.records.deleted.id, principal: theRole('follower').id },
    ({ who }) => who.id === theRole('follower').id,
  ),
  newsOf(
    'what was taken back from a group',
    'record.unshared',
    { recordId: cast.records.deleted.id, principal: theGroup('private').id },
    ({ who }) => isMember(who, theGroup('private')),
  ),
];
