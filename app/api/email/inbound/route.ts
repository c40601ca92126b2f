import { readWebhook } from '@/lib/email/webhook';
import { receiveWebhook } from '@/lib/inbound/receive-webhook';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';

const headers = { 'Cache-Control': 'no-store' };
const answer = (status: number, words: string) => Response.json({ status: words }, { status, headers });

/**
 * What Resend tells of: a mail that came in, and mail that did not arrive. Whoever does not know the secret learns
 * nothing; what cannot be written now is told again by Resend.
 */
export async function POST(request: Request): Promise<Response> {
  const webhook = readWebhook(await request.text(), request.headers);
  if (!webhook) return answer(401, 'unauthorized');
  try {
    if (webhook.event) await receiveWebhook(webhook.event);
    return answer(200, 'received');
  } catch (error) {
    if (!isDatabaseDown(error)) log.error('mail.webhook', error);
    return answer(503, 'unavailable');
  }
}
