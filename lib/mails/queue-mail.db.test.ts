import { afterEach, beforeEach, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { transaction } from '@/db/writer';
import { env } from '@/lib/env';
import { useDatabase } from '@/lib/testing/database';
import { type NewMail, queueMail } from './queue-mail';
import { replyToken } from './reply-address';
import { unseal } from './seal';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const settings = { EMAIL_REPLY_DOMAIN: undefined, EMAIL_FROM: undefined, ...env };

const address = 'cecily@example.com';
const content = { subject: 'Hello', html: '<a href="{{link}}">', text: '{{link}} {{unsubscribe}}' };
const queue = (mail: Partial<NewMail> = {}) =>
  transaction((tx) => queueMail(tx, { kind: 'notification', personId: cast.member.id, address, content, ...mail }));
const rowOf = async (id: string | null) => (await ask('select * from mails where id = $1', id))[0];

beforeEach(async () => {
  for (const table of ['mails', 'outbox_events', 'email_settings', 'mail_suppressions'])
    await ask(`delete from ${table}`);
});
afterEach(() => void Object.assign(env, settings));

test('a mail and the event that sends it are there together, or neither', async () => {
  const { mailId } = await queue();
  expect(await rowOf(mailId)).toMatchObject({ kind: 'notification', state: 'ready', address, attempts: 0 });
  expect(await ask(`select payload from outbox_events where type = 'mail.ready' and lane = 'mail'`)).toEqual([
    { payload: { mailId } },
  ]);
  const failing = transaction(async (tx) => {
    await queueMail(tx, { kind: 'test', personId: null, address, content });
    throw new Error('after');
  });
  await expect(failing).rejects.toThrow('after');
  expect(await ask('select 1 from mails')).toHaveLength(1);
});

test('a token stands in no column but sealed', async () => {
  const { mailId } = await queue({ sealed: { link: 'https://a.example/TOKEN' }, unsubscribe: { kind: 'all' } });
  const row = await rowOf(mailId);
  expect(JSON.stringify({ ...row, sealed: '' })).not.toMatch(/TOKEN|unsubscribe\//);
  expect(String(row?.sealed)).not.toContain('TOKEN');
  expect(unseal(String(mailId), String(row?.sealed))?.values).toMatchObject({
    link: 'https://a.example/TOKEN',
    unsubscribe: expect.stringContaining(`${env.APP_URL}/unsubscribe/`),
  });
});

test('an address that bounced gets nothing, one that complained only the link it asks for', async () => {
  await ask(
    `insert into mail_suppressions (address, reason) values ($1, 'bounce'), ('b@example.com', 'complaint')`,
    address,
  );
  expect(await queue()).toEqual({ mailId: null, refused: 'suppressed' });
  expect(await queue({ address: 'Cecily@Example.com' })).toEqual({ mailId: null, refused: 'suppressed' });
  expect(await queue({ kind: 'sign_in' })).toEqual({ mailId: null, refused: 'suppressed' });
  expect(await queue({ address: 'b@example.com' })).toEqual({ mailId: null, refused: 'suppressed' });
  expect((await queue({ kind: 'sign_in', address: 'b@example.com' })).refused).toBeNull();
  expect(await ask('select 1 from mails')).toHaveLength(1);
});

test('with mail switched off only sign-in links and the admin’s test go out', async () => {
  await ask('insert into email_settings (is_on) values (false)');
  for (const kind of ['notification', 'digest', 'invitation', 'announcement'] as const) {
    expect(await queue({ kind })).toEqual({ mailId: null, refused: 'organisation_off' });
  }
  for (const kind of ['sign_in', 'test'] as const) expect((await queue({ kind })).refused).toBeNull();
});

test('an answer goes to an address of this person and post, which stays the same', async () => {
  Object.assign(env, { EMAIL_REPLY_DOMAIN: 'reply.example.com' });
  const replyItemId = cast.posts.public.owner.id;
  const [first, second] = [await queue({ replyItemId }), await queue({ replyItemId })];
  for (const { mailId } of [first, second]) {
    const { values } = unseal(String(mailId), String((await rowOf(mailId))?.sealed)) ?? {};
    expect(values?.reply).toBe(`reply+${replyToken(cast.member.id, replyItemId)}@reply.example.com`);
  }
  expect(await ask('select person_id, item_id from reply_addresses')).toEqual([
    { person_id: cast.member.id, item_id: replyItemId },
  ]);
  Object.assign(env, { EMAIL_REPLY_DOMAIN: undefined });
  const { mailId } = await queue({ replyItemId });
  expect(unseal(String(mailId), String((await rowOf(mailId))?.sealed))?.values).not.toHaveProperty('reply');
});

test('mails of a thread name it, and the sender is the organisation’s', async () => {
  await ask(`insert into email_settings (sender_name) values ($1)`, 'Bright\r\nmoor "x" <y@z>');
  Object.assign(env, { EMAIL_FROM: 'chatter@brightmoor.example' });
  const threadKey = `post:${cast.posts.public.owner.id}`;
  const { mailId } = await queue({ threadKey, content: { ...content, subject: 'a\r\nBcc: b@c.example' } });
  const row = await rowOf(mailId);
  const thread = `<post.${cast.posts.public.owner.id}@${new URL(env.APP_URL).hostname}>`;
  expect(row?.headers).toMatchObject({
    From: '"Bright moor x y@z" <chatter@brightmoor.example>',
    References: thread,
    'In-Reply-To': thread,
    'Auto-Submitted': 'auto-generated',
  });
  expect(row?.subject).toBe('a Bcc: b@c.example');
});
