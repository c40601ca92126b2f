import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { authSecret, env } from '@/lib/env';
import { isId } from '@/lib/ids';

/** What a mail's unsubscribe link ends: this thread, this reason, mail of this group, digests, or all mail. */
export type UnsubscribeScope =
  | { kind: 'thread'; itemId: string }
  | { kind: 'reason'; reason: string }
  | { kind: 'group'; groupId: string }
  | { kind: 'digest' }
  | { kind: 'all' };

export type Unsubscription = { personId: string; scope: UnsubscribeScope };

const SIGNATURE_BYTES = 18;

const sign = (text: string) =>
  createHmac('sha256', authSecret()).update(`unsubscribe:${text}`).digest().subarray(0, SIGNATURE_BYTES);

function write(scope: UnsubscribeScope): string {
  switch (scope.kind) {
    case 'thread':
      return `thread ${scope.itemId}`;
    case 'reason':
      return `reason ${scope.reason}`;
    case 'group':
      return `group ${scope.groupId}`;
    default:
      return scope.kind;
  }
}

function read(kind: string | undefined, of: string | undefined): UnsubscribeScope | null {
  if (kind === 'thread' && isId(of)) return { kind, itemId: of };
  if (kind === 'group' && isId(of)) return { kind, groupId: of };
  if (kind === 'reason' && of) return { kind, reason: of };
  return kind === 'digest' || kind === 'all' ? { kind } : null;
}

/** The same for the same person and scope, however often a mail is tried: its bytes never change. It has no end. */
export function makeUnsubscribeToken({ personId, scope }: Unsubscription): string {
  const text = `${personId} ${write(scope)}`;
  return `${Buffer.from(text).toString('base64url')}.${sign(text).toString('base64url')}`;
}

/** Whose token it is and what it ends; null for anything that was not made here. */
export function readUnsubscribeToken(token: string): Unsubscription | null {
  const [personId, kind, of] = Buffer.from(token.split('.')[0] ?? '', 'base64url')
    .toString('utf8')
    .split(' ');
  const scope = read(kind, of);
  if (!isId(personId) || !scope) return null;
  const expected = Buffer.from(makeUnsubscribeToken({ personId, scope }));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? { personId, scope } : null;
}

/** The page of a token. Opening it changes nothing. */
export const unsubscribeUrl = (unsubscription: Unsubscription): string =>
  `${env.APP_URL}/unsubscribe/${makeUnsubscribeToken(unsubscription)}`;

/** Where mail programs post for it: a page takes only what its own forms send. */
export const oneClickUrl = (page: string): string =>
  page.replace(`${env.APP_URL}/unsubscribe/`, `${env.APP_URL}/api/email/unsubscribe/`);
