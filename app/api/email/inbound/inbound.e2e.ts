import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { arrival, signed, webhookSecret } from '@/lib/testing/inbound';

const { member, owner, posts } = cast;
const token = 'abcdefghijklmnopqrstuvwxyz';
const asked: string[] = [];
let provider: Server;

/** What Resend has of the mails that came in. */
const received = {
  object: 'email',
  to: [`reply+${token}@in.example.com`],
  from: `Cecily <${member.email}>`,
  subject: 'Re: It was commented',
  text: 'Answered from the train.\n\nOn Mon, Nov 23, 2026 at 8:00 AM Chatter <a@in.example.com> wrote:\n\n> Words\n',
  html: null,
  headers: { 'content-type': 'text/plain' },
};

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(received));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void provider.close());

const providerUrl = () => `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
const app = useApp({
  env: () => ({
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: providerUrl(),
    RESEND_WEBHOOK_SECRET: webhookSecret,
    EMAIL_FROM: 'chatter@example.com',
    EMAIL_REPLY_DOMAIN: 'in.example.com',
  }),
});
const { openPage } = useBrowser(app);

test('an answer by mail stands under its post', async () => {
  const { id } = posts.private.owner;
  await app.database.query('insert into reply_addresses (token, person_id, item_id) values ($1, $2, $3)', [
    token,
    member.id,
    id,
  ]);
  const url = `${app.url}/api/email/inbound`;
  for (let time = 0; time < 2; time++) {
    expect((await fetch(url, { method: 'POST', ...signed(arrival('mail-1')) })).status).toBe(200);
  }
  await expect
    .poll(async () => (await app.database.query('select state, note from inbound_mails'))[0], { timeout: 15_000 })
    .toEqual({ state: 'taken', note: '' });
  expect(asked).toEqual(['GET /emails/receiving/mail-1']);
  const page = await openPage({ as: owner, path: `/posts/${id}` });
  expect(await page.getByText('Answered from the train.').count()).toBe(1);
  expect(await page.getByText('wrote:').count()).toBe(0);
});
