import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { env } from '@/lib/env';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { arrival, callWebhook, type SentWebhook, signed, webhookSecret } from '@/lib/testing/inbound';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const { member } = cast;

beforeAll(() => {
  Object.assign(env, { RESEND_WEBHOOK_SECRET: webhookSecret });
});

beforeEach(async () => {
  for (const table of ['inbound_mails', 'outbox_events', 'mail_suppressions', 'mails'])
    await ask(`delete from ${table}`);
});

describe('the webhook', () => {
  test.each([
    ['unsigned', (sent: SentWebhook) => ({ ...sent, headers: {} })],
    ['with another body', (sent: SentWebhook) => ({ ...sent, body: `${sent.body} ` })],
    [
      'with a wrong signature',
      (sent: SentWebhook) => ({ ...sent, headers: { ...sent.headers, 'svix-signature': 'v1,AAAA' } }),
    ],
    ['signed ten minutes ago', () => signed(arrival('x'), Date.now() - 600_000)],
    ['signed for later', () => signed(arrival('x'), Date.now() + 600_000)],
  ])('%s is refused in the same words, and nothing is written', async (_, spoil) => {
    const answer = await callWebhook(spoil(signed(arrival('x'))));
    expect([answer.status, await answer.json()]).toEqual([401, { status: 'unauthorized' }]);
    expect(await ask('select 1 from inbound_mails')).toEqual([]);
  });

  test('without a secret takes nothing', async () => {
    Object.assign(env, { RESEND_WEBHOOK_SECRET: undefined });
    expect((await callWebhook(signed(arrival('x')))).status).toBe(401);
    Object.assign(env, { RESEND_WEBHOOK_SECRET: webhookSecret });
  });

  test('told twice of a mail takes it once', async () => {
    for (let time = 0; time < 3; time++) expect((await callWebhook(signed(arrival('one')))).status).toBe(200);
    expect(await ask('select provider_id from inbound_mails')).toEqual([{ provider_id: 'one' }]);
    expect(await ask(`select 1 from outbox_events where type = 'mail.arrived'`)).toHaveLength(1);
  });

  test.each(['email.delivered', 'email.opened', 'contact.created', 'never.heard'])('leaves %s alone', async (type) => {
    const before = await ask('select count(*) from outbox_events');
    expect((await callWebhook(signed({ type, data: { email_id: 'x', to: [member.email] } }))).status).toBe(200);
    expect(await ask('select count(*) from outbox_events')).toEqual(before);
  });
});

describe('what did not arrive', () => {
  const sendTo = (address: string, providerId: string) =>
    ask(
      `insert into mails (id, kind, address, subject, html, text, state, provider_id) values ($1, 'test', $2, '', '', '', 'sent', $3)`,
      newId(),
      address,
      providerId,
    );
  const suppressed = () => ask('select address, reason from mail_suppressions order by 1');
  const undelivered = (type: string, to: string, more = {}) => ({
    type,
    data: { email_id: 'sent-1', to: [to], ...more },
  });
  const bounce = (type: string) => ({ bounce: { type, subType: 'General', message: 'No such mailbox' } });

  test('for good stops mail to that address', async () => {
    await sendTo(member.email, 'sent-1');
    await callWebhook(signed(undelivered('email.bounced', member.email.toUpperCase(), bounce('Permanent'))));
    expect(await suppressed()).toEqual([{ address: member.email, reason: 'bounce' }]);
    expect((await ask('select bounced_at from mails'))[0]?.bounced_at).not.toBeNull();
  });

  test('and so does a complaint', async () => {
    await sendTo(member.email, 'sent-1');
    await callWebhook(signed(undelivered('email.complained', member.email)));
    expect(await suppressed()).toEqual([{ address: member.email, reason: 'complaint' }]);
  });

  test('for now stops nothing, nor does what others sent', async () => {
    await sendTo(member.email, 'sent-1');
    await callWebhook(signed(undelivered('email.bounced', member.email, bounce('Transient'))));
    await callWebhook(signed(undelivered('email.bounced', 'stranger@example.com', bounce('Permanent'))));
    expect(await suppressed()).toEqual([]);
  });
});
