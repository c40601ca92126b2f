/** How far ahead an announcement may be shown. */
export const MAX_DAYS = 365;

/** How long one is shown unless somebody chooses otherwise. */
export const USUAL_DAYS = 7;

/** The day that it is in a zone, as `2026-11-30`. */
export function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** A day so many days after another. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whether a text names a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What is wrong with a last day, in words, or null. Both days are of the organisation's zone. */
export function lastDayProblem(day: string, today: string): string | null {
  if (day < today) return 'Choose today or a later day.';
  return day > daysAfter(today, MAX_DAYS) ? 'Choose a day within a year.' : null;
}
