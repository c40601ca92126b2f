import 'server-only';
import { Resend } from 'resend';
import { type MailAdapter, readError } from './rules';

type Options = { apiKey: string; baseUrl?: string | undefined };

/**
 * Sends through Resend's own client. It never throws: every failure is an answer, and without a signal it would wait for
 * ever.
 */
export function resendAdapter({ apiKey, baseUrl }: Options): MailAdapter {
  const client = new Resend(apiKey, baseUrl ? { baseUrl } : undefined);
  return {
    name: 'resend',
    async send({ id, replyTo, ...mail }, signal) {
      const answer = await client.emails.send({ ...mail, ...(replyTo && { replyTo }) }, { idempotencyKey: id, signal });
      const { data, error, headers } = answer;
      if (error) return readError(error, headers?.['retry-after']);
      return data.id
        ? { outcome: 'accepted', providerId: data.id }
        : { outcome: 'unknown', why: 'An answer without an id' };
    },
  };
}
