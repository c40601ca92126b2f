import { wallTime } from '@/lib/clock-rules';

/** Minutes after midnight in a person's zone, between which mail to them waits. Over midnight where `from` is later. */
export type QuietHours = { from: number; until: number };

const MINUTE = 60_000;
const DAY = 1440;

/** Whether a minute of the day is quiet. */
export function isQuiet(minute: number, { from, until }: QuietHours): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * The first moment when clocks in a zone have reached this time. Where they jump over it, that is the moment of the
 * jump; where they show it twice, the first of both.
 */
function firstMomentOf(wall: number, timeZone: string): Date {
  // No zone is further than 14 hours from UTC, and none jumps by more than a day.
  let early = wall - 26 * 60 * MINUTE;
  let late = wall + 26 * 60 * MINUTE;
  while (late - early > MINUTE) {
    const middle = early + Math.floor((late - early) / 2 / MINUTE) * MINUTE;
    if (wallTime(middle, timeZone) >= wall) late = middle;
    else early = middle;
  }
  return new Date(late);
}

/** When mail that is due at a moment may go out: then, or when the quiet hours around it end. */
export function afterQuietHours(at: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (!quiet || quiet.from === quiet.until) return at;
  const wall = wallTime(at.getTime(), timeZone);
  const midnight = wall - (wall % (DAY * MINUTE));
  const minute = Math.floor((wall - midnight) / MINUTE);
  if (!isQuiet(minute, quiet)) return at;
  const days = quiet.from > quiet.until && minute >= quiet.from ? 1 : 0;
  const end = firstMomentOf(midnight + (quiet.until + days * DAY) * MINUTE, timeZone);
  return end > at ? end : at;
}

/** "22:30" as minutes after midnight; null for what is no time. */
export function minutesOf(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** 1350 as "22:30", as a time field takes it. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
