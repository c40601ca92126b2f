import { POST } from '@/app/api/email/inbound/route';
import { env } from '@/lib/env';
import { signedEvent } from './fake-resend';

export const webhookSecret = `whsec_${Buffer.from('a secret of the webhook for tests').toString('base64')}`;

export type SentWebhook = { body: string; headers: Record<string, string> };

/** A webhook as Resend signs it. */
export function signed({ type, data }: { type: string; data: Record<string, unknown> }, at = Date.now()): SentWebhook {
  return signedEvent(webhookSecret, type, data, new Date(at));
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
