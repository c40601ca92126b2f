/** Why a mail that came in became nothing, as an admin reads it. Nothing of what it said. */
export const dropNotes = {
  automatic: 'An automatic answer or a mailing list',
  no_address: 'For none of our addresses, or one that is over',
  replies_off: 'Answers by email are switched off',
  posts_off: 'Posts by email are switched off',
  unknown_sender: 'From an address that nobody here has',
  other_sender: 'From another address than the one we wrote to',
  not_authentic: 'The sender’s address is forged',
  inactive: 'Its sender’s account is switched off',
  no_access: 'Its sender may not write there',
  empty: 'Nothing was left beside quotes and signature',
  unreadable: 'Its text could not be read',
  too_many: 'Too many from one sender in an hour',
  invalid: 'What it says cannot be posted',
  gone: 'The provider does not have it any more',
} as const;
export type DropNote = keyof typeof dropNotes;

/** Comments and posts by mail that one person can write in an hour. */
export const MOST_PER_HOUR = 60;

/** Headers by lower-case name. */
export type MailHeaders = Readonly<Record<string, string>>;

const machineHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-response-suppress',
  'x-fc-machinegenerated',
  'x-loop',
  'list-id',
  'list-unsubscribe',
  'feedback-id',
];

const machineSender = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(\+|@)/i;

const absence =
  /^(automatic reply|auto(matic)?[ -]?response|out of (the )?office|abwesenheits|automatische antwort|réponse automatique|absence du bureau|respuesta automática|risposta automatica|delivery status notification|undeliver(ed|able))/i;

/** Whether a program wrote it: answering such mail, or taking it for a comment, makes loops. */
export function isAutomatic(headers: MailHeaders, { from, subject }: { from: string; subject: string }): boolean {
  const submitted = headers['auto-submitted']?.trim().toLowerCase();
  if (submitted && !submitted.startsWith('no')) return true;
  if (/^(bulk|list|junk|auto[_-]?reply)$/i.test(headers.precedence?.trim() ?? '')) return true;
  if (/^\s*(<\s*>)?\s*$/.test(headers['return-path'] ?? '-')) return true;
  if (/^\s*multipart\/report\b/i.test(headers['content-type'] ?? '')) return true;
  if (machineHeaders.some((name) => headers[name] !== undefined)) return true;
  return machineSender.test(from) || absence.test(subject.trim());
}

/**
 * Whether the provider found that the sender's address is forged. What it says is used to refuse only: anybody can
 * write a header that says `pass`.
 */
export function isForged(headers: MailHeaders): boolean {
  const results = headers['authentication-results']?.toLowerCase() ?? '';
  const resultOf = (method: string) => new RegExp(`\\b${method}\\s*=\\s*(\\w+)`).exec(results)?.[1];
  if (resultOf('dmarc') === 'fail') return true;
  if (resultOf('dmarc') === 'pass' || resultOf('dkim') === 'pass') return false;
  const spf = resultOf('spf') ?? /^\s*(\w+)/.exec(headers['received-spf']?.toLowerCase() ?? '')?.[1];
  return spf === 'fail' || spf === 'softfail' || resultOf('dkim') === 'fail';
}

const addressShape = /^[^\s@<>",;]{1,64}@[a-z0-9.-]{1,250}$/;

/** The one address of a header like `Anna <anna@example.com>`, in lower case; null for none, several or a strange one. */
export function addressOf(header: string): string | null {
  const text = header.trim();
  const bracketed = /^(?:[^<>]*)<([^<>]+)>$/.exec(text)?.[1];
  const address = (bracketed ?? text).trim().toLowerCase();
  return addressShape.test(address) && !/\p{Cc}/u.test(text) ? address : null;
}

export type OwnAddress = { kind: 'reply'; token: string } | { kind: 'group'; slug: string; token: string };

const replyShape = /^reply\+([a-z2-7]{26})$/;
const groupShape = /^group-([a-z0-9-]{1,40})\+([a-z2-7]{16})$/;

/** Which of our addresses a mail is for. An answer goes before a group, and one group before the next: it has one place. */
export function ownAddress(to: readonly string[], domain: string): OwnAddress | null {
  const locals = to.flatMap((header) => {
    const address = addressOf(header);
    return address?.endsWith(`@${domain}`) ? [address.slice(0, -domain.length - 1)] : [];
  });
  const [reply] = locals.flatMap((local) => replyShape.exec(local)?.[1] ?? []);
  if (reply) return { kind: 'reply', token: reply };
  const [group] = locals.flatMap((local) => {
    const [, slug, token] = groupShape.exec(local) ?? [];
    return slug && token ? [{ slug, token }] : [];
  });
  return group ? { kind: 'group', ...group } : null;
}

const answerPrefix = /^((re|fwd?|aw|wg|sv|vs|tr|rv|antw)\s*(\[\d+\])?\s*:\s*)+/i;

/** A subject as the bold first line of a post, with nothing in it that would be read as a format. */
export function titleOf(subject: string): string {
  const words = subject
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(answerPrefix, '')
    .slice(0, 200)
    .trim();
  return words && `**${words.replace(/[\\*_~`[\]<>]/g, '\\$&')}**`;
}
