/** A mail as a provider gets it. Its id is the key under which the provider takes it once. */
export type OutgoingMail = {
  id: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  replyTo?: string;
};

/**
 * What became of one attempt. `refused` is for ever; `busy` was not taken and may be offered again; `unknown` may have
 * been taken, and may be offered again under the same key only. `isForAll`: no other mail would be taken now either.
 */
export type SendResult =
  | { outcome: 'accepted'; providerId: string }
  | { outcome: 'refused'; why: string }
  | { outcome: 'busy'; why: string; retryAfterMs: number; isForAll: boolean }
  | { outcome: 'unknown'; why: string };

export type MailAdapter = {
  readonly name: 'resend' | 'embedded';
  send(mail: OutgoingMail, signal: AbortSignal): Promise<SendResult>;
};

export const SEND_TIMEOUT_MS = 10_000;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An error of Resend's API; `statusCode` is null when no answer came. */
export type ProviderError = { name: string; message: string; statusCode: number | null };

/** The pause that a provider asks for, in seconds or as a date; `otherwise` when it asks for none. */
export function retryAfter(header: string | undefined, now: number, otherwise: number): number {
  const seconds = Number(header);
  const asked = header && Number.isFinite(seconds) ? seconds * SECOND : Date.parse(header ?? '') - now;
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, 60 * MINUTE) : otherwise;
}

/**
 * Reads an error. Whatever is not certainly a refusal may have been taken: no answer, an answer that is none, a server's
 * own trouble. A key that is not accepted or a sender that is not verified says nothing about the mail: it waits until
 * somebody has put that right.
 */
export function readError({ name, message, statusCode }: ProviderError, pause: string | undefined, now = Date.now()) {
  const why = `${name}: ${message}`.slice(0, 300);
  const busy = (otherwise: number, isForAll: boolean): SendResult => ({
    outcome: 'busy',
    why,
    retryAfterMs: retryAfter(pause, now, otherwise),
    isForAll,
  });
  if (statusCode === 429) return busy(name.endsWith('quota_exceeded') ? 60 * MINUTE : SECOND, true);
  if (statusCode === 409 && name === 'concurrent_idempotent_requests') return busy(5 * SECOND, false);
  if (statusCode === 401 || statusCode === 403) return busy(5 * MINUTE, name.endsWith('api_key'));
  const isRefusal = statusCode !== null && statusCode >= 400 && statusCode < 500 && statusCode !== 408;
  return { outcome: isRefusal ? 'refused' : 'unknown', why } satisfies SendResult;
}
