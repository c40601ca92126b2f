/** A group in which nobody has posted or commented for so long is archived by itself. */
export const QUIET_DAYS = 90;

/** How long before that its owner and managers are told, at least. */
export const NOTICE_DAYS = 7;

const DAY_MS = 86_400_000;

/** A comment moves its post's activity at most once in half a minute, so a group may be quiet for less than it seems. */
const MARGIN_MS = 60_000;

export type Quiet = {
  /** The last post or comment, or when the group was founded or last opened again, whichever was later. */
  since: Date;
  noticeAt: Date | null;
};

const after = (at: Date, days: number) => at.getTime() + days * DAY_MS;

/** Whether the notice is about this quiet and not about an earlier one. */
const isNoticed = ({ since, noticeAt }: Quiet): boolean => noticeAt !== null && noticeAt >= since;

/** When a group that was given notice is archived, if it stays quiet. */
export function archivesAt(quiet: Quiet): Date | null {
  const { since, noticeAt } = quiet;
  if (noticeAt === null || !isNoticed(quiet)) return null;
  return new Date(Math.max(after(since, QUIET_DAYS) + MARGIN_MS, after(noticeAt, NOTICE_DAYS)));
}

/** What is due for a group now. Never archived without notice, however late the notice comes. */
export function nextStep(quiet: Quiet, now: Date): 'archive' | 'notice' | null {
  const at = archivesAt(quiet);
  if (at) return now >= at ? 'archive' : null;
  return now.getTime() >= after(quiet.since, QUIET_DAYS - NOTICE_DAYS) + MARGIN_MS ? 'notice' : null;
}
