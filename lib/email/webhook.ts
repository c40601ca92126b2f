import 'server-only';
import { Resend } from 'resend';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { WebhookEvent } from '@/lib/inbound/view-models';

const address = z.string().max(1000);
const addresses = z.array(address).max(200);
const id = z.string().min(1).max(200);

/** What a provider tells of, as far as we act on it. */
const eventShape: z.ZodType<WebhookEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email.received'), data: z.object({ email_id: id }) }),
  z.object({
    type: z.literal('email.bounced'),
    data: z.object({
      email_id: id,
      to: addresses,
      bounce: z.object({ type: z.string(), subType: z.string().optional(), message: z.string().optional() }),
    }),
  }),
  z.object({ type: z.literal('email.complained'), data: z.object({ email_id: id, to: addresses }) }),
  z.object({ type: z.literal('email.suppressed'), data: z.object({ email_id: id, to: addresses }) }),
]);

/** What a request said that a provider has signed: one of the events that matter here, or any other. */
export type Webhook = { event: WebhookEvent | null };

/**
 * Reads a webhook. Null when it is not signed with our secret, or was signed more than five minutes ago; which of it is
 * not said to the caller.
 */
export function readWebhook(payload: string, headers: Headers): Webhook | null {
  const { RESEND_WEBHOOK_SECRET: webhookSecret, RESEND_API_KEY: key = 'unused' } = env;
  if (!webhookSecret) return null;
  const header = (name: string) => headers.get(`svix-${name}`) ?? '';
  try {
    const signed: unknown = new Resend(key).webhooks.verify({
      payload,
      headers: { id: header('id'), timestamp: header('timestamp'), signature: header('signature') },
      webhookSecret,
    });
    return { event: eventShape.safeParse(signed).data ?? null };
  } catch {
    return null;
  }
}
