import 'server-only';
import { fillPlaceholders } from '@/lib/email/placeholders';
import { type MailAdapter, type OutgoingMail, SEND_TIMEOUT_MS, type SendResult } from '@/lib/email/rules';
import { Later, type OutboxEvent } from '@/lib/events/subscriber';
import { log } from '@/lib/log';
import { isStillShown } from './read-mail';
import { type Claimed, claimMail, recordOutcome } from './sending';
import { oneClickUrl } from './unsubscribe-token';

/** The mail with its tokens, the same to the byte however often it is tried. */
function outgoing({ id, address, subject, html, text, headers, values }: Claimed): OutgoingMail {
  const filled = fillPlaceholders({ html, text }, values);
  const { From: from = '', ...others } = headers;
  const { unsubscribe, reply } = values;
  const oneClick = unsubscribe && {
    'List-Unsubscribe': `<${oneClickUrl(unsubscribe)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  return {
    id,
    from,
    to: address,
    subject,
    ...filled,
    headers: { ...others, ...oneClick },
    ...(reply && { replyTo: reply }),
  };
}

async function offer(adapter: MailAdapter, mail: Claimed, timeoutMs: number): Promise<SendResult> {
  let ready: OutgoingMail;
  try {
    ready = outgoing(mail);
  } catch (error) {
    return { outcome: 'refused', why: String(error) };
  }
  try {
    return await adapter.send(ready, AbortSignal.timeout(timeoutMs));
  } catch (error) {
    return { outcome: 'unknown', why: String(error).slice(0, 300) };
  }
}

const pauseOf = (result: SendResult, now: Date) =>
  result.outcome === 'busy' && result.isForAll ? now.getTime() + result.retryAfterMs : 0;

/** Not offered, and looked at anew at once. */
const changed: SendResult = { outcome: 'busy', why: 'what it shows has changed', retryAfterMs: 0, isForAll: false };

/**
 * Makes the handler that sends: claim, offer outside any transaction, write down. Ended anywhere, it is run again and
 * offers the same bytes under the same key, which the provider takes once.
 */
export function mailSender(adapter: () => MailAdapter, timeoutMs = SEND_TIMEOUT_MS) {
  let pausedUntil = 0;
  return async ({ payload, now }: OutboxEvent<'mail.ready'>): Promise<void> => {
    const mail = await claimMail(payload.mailId, now, pausedUntil > now.getTime());
    if (mail === 'paused') throw new Later(new Date(pausedUntil));
    if (!mail) return;
    const result = (await isStillShown(mail)) ? await offer(adapter(), mail, timeoutMs) : changed;
    pausedUntil = Math.max(pausedUntil, pauseOf(result, now));
    if (result.outcome !== 'accepted') {
      log.warn('mail.not_sent', { mail: mail.id, outcome: result.outcome, attempts: mail.attempts });
    }
    const again = await recordOutcome(mail, result, now);
    if (again) throw new Later(again);
  };
}
