import { createHmac } from 'node:crypto';
import { POST } from '@/app/api/email/inbound/route';
import { env } from '@/lib/env';
import { newId } from '@/lib/ids';

export const webhookSecret = `whsec_${Buffer.from('a secret of the webhook for tests').toString('base64')}`;

export type SentWebhook = { body: string; headers: Record<string, string> };

/** A webhook as Resend signs it. */
export function signed(event: unknown, at = Date.now()): SentWebhook {
  const body = JSON.stringify(event);
  const id = `msg_${newId()}`;
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { body, headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` } };
}

/** Calls the route with it. */
export const callWebhook = ({ body, headers }: SentWebhook) =>
  POST(new Request(`${env.APP_URL}/api/email/inbound`, { method: 'POST', body, headers }));

/** Tells that a mail came in. */
export const arrival = (id: string) => ({
  type: 'email.received',
  created_at: '',
  data: { email_id: id, from: 'x', to: [] },
});
