export type MailKind =
  | 'sign_in'
  | 'invitation'
  | 'notification'
  | 'announcement'
  | 'join_request'
  | 'join_decision'
  | 'group_notice'
  | 'digest'
  | 'test';

const HOUR_MS = 3_600_000;

/** A provider forgets a key after a day: what is still open by then is given up, because it might arrive twice. */
export const TRY_FOR_MS = 23 * HOUR_MS;

/** More than this in an hour is a mistake somewhere: it waits, and is never sent all at once. */
export const MOST_PER_PERSON = 60;
export const MOST_PER_HOUR = 20_000;
export const BREAKER_PAUSE_MS = HOUR_MS / 6;

/** What waited longer is no news: after a long standstill, or a change of what is waiting, it is not poured out. */
export const STALE_MS = 72 * HOUR_MS;

/** Whether the organisation's switch stops mails of this kind. Without sign-in links nobody could turn it on again. */
export const obeysSwitch = (kind: MailKind): boolean => kind !== 'sign_in' && kind !== 'test';

/** Whether an address that reported our mail still gets this kind: what its owner has just asked for. */
export const outlivesComplaint = (kind: MailKind): boolean => kind === 'sign_in';

/** Whether somebody is waiting for it: then it goes before what was queued earlier. */
export const isUrgent = (kind: MailKind): boolean => kind === 'sign_in';
export const AHEAD_MS = HOUR_MS;

/** Whether it comes because somebody has an account, and ends with their wish for mail. */
export const isForPeople = (kind: MailKind): boolean => kind !== 'sign_in' && kind !== 'invitation' && kind !== 'test';

const FIRST_PAUSE_MS = 5_000;

/** The pause after an attempt of which nobody knows how it ended; spread, and never longer than an hour. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), HOUR_MS) * (0.5 + random / 2);
}

/** Which text of a name a mail's `From` may carry: no quote, bracket or line break gets through. */
export function fromLine(name: string, address: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}"\\<>]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean ? `"${clean}" <${address}>` : address;
}
