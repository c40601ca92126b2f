import 'server-only';
import { Resend } from 'resend';
import { env } from '@/lib/env';
import { readError, type SendResult } from './rules';

/** A mail that came in, as its provider has it. */
export type ReceivedMail = {
  from: string;
  /** Every address that it was for, copies included. */
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  /** By lower-case name. */
  headers: Record<string, string>;
};

export type FetchResult =
  | { outcome: 'mail'; mail: ReceivedMail }
  | { outcome: 'gone'; why: string }
  | { outcome: 'busy'; retryAfterMs: number }
  | { outcome: 'unknown'; why: string };

export type FetchMail = (id: string, signal: AbortSignal) => Promise<FetchResult>;

function readFault(read: SendResult): FetchResult {
  if (read.outcome === 'busy') return { outcome: 'busy', retryAfterMs: read.retryAfterMs };
  const why = read.outcome === 'accepted' ? '' : read.why;
  return { outcome: read.outcome === 'refused' ? 'gone' : 'unknown', why };
}

/** Asks for the content of a mail that a webhook has told of; it names only who wrote to whom. */
export async function fetchReceivedMail(id: string, signal: AbortSignal): Promise<FetchResult> {
  const { RESEND_API_KEY: key, RESEND_BASE_URL: baseUrl } = env;
  if (!key || env.DEMO) return { outcome: 'unknown', why: 'RESEND_API_KEY is not set' };
  const { receiving } = new Resend(key, baseUrl ? { baseUrl } : undefined).emails;
  const { data, error, headers } = await receiving.get(id, { html_format: 'cid' }, { signal });
  if (error) return readFault(readError(error, headers?.['retry-after']));
  const { from, to, cc, received_for: receivedFor, subject, text, html } = data;
  const named = Object.entries(data.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    outcome: 'mail',
    mail: {
      from,
      to: [...(to ?? []), ...(cc ?? []), ...(receivedFor ?? [])],
      subject: subject ?? '',
      text,
      html,
      headers: Object.fromEntries(named),
    },
  };
}
