import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { newId } from '@/lib/ids';
import { type FakeResend, type Fault, startFakeResend } from '@/lib/testing/fake-resend';
import { mailAdapter } from './adapter';
import { embeddedAdapter } from './embedded';
import { resendAdapter } from './resend';
import { type MailAdapter, type OutgoingMail, readError, retryAfter } from './rules';

let fake: FakeResend;
let resend: MailAdapter;
beforeAll(async () => {
  fake = await startFakeResend();
  resend = resendAdapter({ apiKey: 're_test', baseUrl: fake.url });
});
afterAll(() => fake.close());
afterEach(() => {
  fake.fault = () => null;
});

const mail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: newId(),
  from: '"Chatter" <chatter@example.com>',
  to: 'a@example.com',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://chatter.example.com/unsubscribe/x>' },
  replyTo: 'reply+x@reply.example.com',
  ...changes,
});

const send = (adapter: MailAdapter, outgoing = mail(), ms = 2_000) => adapter.send(outgoing, AbortSignal.timeout(ms));

describe.each([
  ['embedded', () => embeddedAdapter],
  ['resend against the fake', () => resend],
])('the adapter %s', (_, adapter) => {
  test('takes a mail and names it', async () => {
    expect(await send(adapter())).toEqual({ outcome: 'accepted', providerId: expect.stringMatching(/^.{10,}$/) });
  });

  test('takes the same mail twice as one', async () => {
    const same = mail();
    const [first, second] = [await send(adapter(), same), await send(adapter(), same)];
    expect(second).toEqual(first);
    expect(fake.taken.filter(({ key }) => key === same.id).length).toBeLessThan(2);
  });
});

describe('Resend', () => {
  test('gets everything a mail has, under its id as the key', async () => {
    const outgoing = mail();
    await send(resend, outgoing);
    const taken = fake.taken.find(({ key }) => key === outgoing.id);
    const { id: _, replyTo, ...rest } = outgoing;
    expect(taken?.payload).toEqual({ ...rest, reply_to: replyTo });
  });

  test.each<[string, Fault, object, boolean]>([
    [
      '401 waits for a better key',
      { kind: 'error', status: 401, name: 'restricted_api_key' },
      { outcome: 'busy', retryAfterMs: 300_000 },
      false,
    ],
    [
      '403 waits for a verified sender',
      { kind: 'error', status: 403, name: 'validation_error' },
      { outcome: 'busy' },
      false,
    ],
    [
      '422 is for ever',
      { kind: 'error', status: 422, name: 'validation_error' },
      { outcome: 'refused', why: 'validation_error: This is validation_error.' },
      false,
    ],
    [
      '400 about the key is for ever',
      { kind: 'error', status: 400, name: 'invalid_idempotency_key' },
      { outcome: 'refused' },
      false,
    ],
    [
      '429 says when',
      { kind: 'error', status: 429, name: 'rate_limit_exceeded', retryAfter: 7 },
      { outcome: 'busy', retryAfterMs: 7_000 },
      false,
    ],
    [
      '429 without a time',
      { kind: 'error', status: 429, name: 'rate_limit_exceeded' },
      { outcome: 'busy', retryAfterMs: 1_000 },
      false,
    ],
    [
      'a used-up quota waits for long',
      { kind: 'error', status: 429, name: 'daily_quota_exceeded' },
      { outcome: 'busy', retryAfterMs: 3_600_000 },
      false,
    ],
    [
      '409 while the first attempt runs',
      { kind: 'error', status: 409, name: 'concurrent_idempotent_requests' },
      { outcome: 'busy' },
      false,
    ],
    [
      '500 may have been taken',
      { kind: 'error', status: 500, name: 'internal_server_error' },
      { outcome: 'unknown' },
      false,
    ],
    ['a 502 that is no JSON', { kind: 'gateway' }, { outcome: 'unknown' }, false],
    ['no answer', { kind: 'hang' }, { outcome: 'unknown' }, false],
    ['a closed connection', { kind: 'refused-connection' }, { outcome: 'unknown' }, false],
    ['taken, answered too late', { kind: 'late', ms: 600 }, { outcome: 'unknown' }, true],
    ['taken, connection lost', { kind: 'dropped' }, { outcome: 'unknown' }, true],
  ])('%s', async (_name, fault, expected, isTaken) => {
    const outgoing = mail();
    fake.fault = () => fault;
    expect(await send(resend, outgoing, 300)).toMatchObject(expected);
    const count = () => fake.taken.filter(({ key }) => key === outgoing.id).length;
    expect(count()).toBe(isTaken ? 1 : 0);
    fake.fault = () => null;
    expect(await send(resend, outgoing)).toMatchObject({ outcome: 'accepted' });
    expect(count()).toBe(1);
  });

  test('refuses another mail under the same key', async () => {
    const outgoing = mail();
    await send(resend, outgoing);
    expect(await send(resend, { ...outgoing, text: 'Other' })).toEqual({
      outcome: 'refused',
      why: 'invalid_idempotent_request: This is invalid_idempotent_request.',
    });
  });

  test('away altogether is unknown, and soon', async () => {
    const nobody = resendAdapter({ apiKey: 're_test', baseUrl: 'http://127.0.0.1:9' });
    expect(await send(nobody)).toMatchObject({ outcome: 'unknown' });
  });
});

test('a pause is read as seconds or a date, and bounded', () => {
  const now = Date.parse('2026-11-23T00:00:00Z');
  expect(retryAfter('2', now, 9)).toBe(2_000);
  expect(retryAfter('Mon, 23 Nov 2026 00:00:30 GMT', now, 9)).toBe(30_000);
  expect(retryAfter('99999999', now, 9)).toBe(3_600_000);
  for (const nothing of [undefined, '', 'soon', '-5', '0', 'NaN']) expect(retryAfter(nothing, now, 9)).toBe(9);
  expect(readError({ name: 'odd', message: 'x'.repeat(999), statusCode: null }, undefined)).toMatchObject({
    outcome: 'unknown',
    why: expect.stringMatching(/^odd: x{295}$/),
  });
});

test('without a key mail stays here', () => {
  const settings = { RESEND_API_KEY: undefined, RESEND_BASE_URL: undefined, ...env };
  expect(mailAdapter().name).toBe('embedded');
  Object.assign(env, { RESEND_API_KEY: 're_test' });
  expect(mailAdapter().name).toBe('resend');
  expect(mailAdapter()).toBe(mailAdapter());
  Object.assign(env, settings);
});
