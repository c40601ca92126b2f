import { afterEach, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { env } from '@/lib/env';
import { newId } from '@/lib/ids';
import { replyToken } from './reply-address';
import { fromLine, pauseAfter } from './rules';
import { seal, unseal } from './seal';
import { makeUnsubscribeToken, readUnsubscribeToken, type UnsubscribeScope, unsubscribeUrl } from './unsubscribe-token';

const settings = { AUTH_SECRET: undefined, ...env };
afterEach(() => void Object.assign(env, settings));

const id = newId();
const person = cast.member.id;

test('what is sealed is not in the text, and opens for its mail and secret only', () => {
  const content = { values: { link: 'https://a.example/login/link/SECRET' }, expiresAt: 5 };
  const sealed = seal(id, content);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('SECRET');
  expect(unseal(id, sealed)).toEqual(content);
  expect(seal(id, content)).not.toBe(sealed);
  expect(unseal(newId(), sealed)).toBeNull();
  expect(unseal(id, `${sealed.slice(0, -2)}AA`)).toBeNull();
  expect(unseal(id, 'short')).toBeNull();
  Object.assign(env, { AUTH_SECRET: 'another secret of more than 32 characters' });
  expect(unseal(id, sealed)).toBeNull();
});

test.each<UnsubscribeScope>([
  { kind: 'thread', itemId: id },
  { kind: 'reason', reason: 'mention_post' },
  { kind: 'group', groupId: id },
  { kind: 'digest' },
  { kind: 'all' },
])('an unsubscribe token says whose it is and what it ends: $kind', (scope) => {
  const token = makeUnsubscribeToken({ personId: person, scope });
  expect(readUnsubscribeToken(token)).toEqual({ personId: person, scope });
  expect(makeUnsubscribeToken({ personId: person, scope })).toBe(token);
  expect(unsubscribeUrl({ personId: person, scope })).toMatch(/^https?:\/\/[^/]+\/unsubscribe\/[\w.-]+$/);
});

test('a token that was not made here ends nothing', () => {
  const token = makeUnsubscribeToken({ personId: person, scope: { kind: 'digest' } });
  const [, signature] = token.split('.');
  const forged = `${Buffer.from(`${person} all`).toString('base64url')}.${signature}`;
  for (const wrong of [forged, `${token}.x`, `${token}A`, token.slice(0, -3), '', '.', 'a.b', '\0']) {
    expect(readUnsubscribeToken(wrong), wrong).toBeNull();
  }
  Object.assign(env, { AUTH_SECRET: 'another secret of more than 32 characters' });
  expect(readUnsubscribeToken(token)).toBeNull();
});

test('a reply token is the same for a person and a post, another for any other, and fits an address', () => {
  expect(replyToken(person, id)).toBe(replyToken(person, id));
  const others = [replyToken(cast.owner.id, id), replyToken(person, newId()), replyToken(id, person)];
  expect(new Set([replyToken(person, id), ...others]).size).toBe(4);
  expect(replyToken(person, id)).toMatch(/^[a-z2-7]{26}$/);
});

test('a sender’s name opens no header', () => {
  expect(fromLine('Acme\r\nBcc: x@y.example', 'a@b.example')).toBe('"Acme Bcc: x@y.example" <a@b.example>');
  expect(fromLine('"A" <evil@x.example>\u202e', 'a@b.example')).toBe('"A evil@x.example" <a@b.example>');
  expect(fromLine(' \u0000 ', 'a@b.example')).toBe('a@b.example');
});

test('pauses grow to an hour and no further', () => {
  expect([1, 2, 3, 20].map((attempts) => pauseAfter(attempts, 1))).toEqual([5_000, 10_000, 20_000, 3_600_000]);
  expect(pauseAfter(1, 0)).toBe(2_500);
});
