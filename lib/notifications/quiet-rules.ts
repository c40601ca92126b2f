/** Minutes after midnight in a person's zone, between which mail to them waits. Over midnight where `from` is later. */
export type QuietHours = { from: number; until: number };

const MINUTE = 60_000;
const DAY = 1440;

type Clock = { year: number; month: number; day: number; minute: number };

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const found = clocks.get(timeZone);
  if (found) return found;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}

function localTime(at: Date, timeZone: string): Clock {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), minute: part('hour') * 60 + part('minute') };
}

const asUtc = ({ year, month, day, minute }: Clock) => Date.UTC(year, month - 1, day) + minute * MINUTE;

/** Whether a minute of the day is quiet. */
export function isQuiet(minute: number, { from, until }: QuietHours): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * The first moment when clocks in a zone have reached this time. Where they jump over it, that is the moment of the
 * jump; where they show it twice, the first of both.
 */
function momentOf(wanted: Clock, timeZone: string): Date {
  const target = asUtc(wanted);
  const shownAt = (time: number) => asUtc(localTime(new Date(time), timeZone));
  // No zone is further than 14 hours from UTC, and none jumps by more than a day.
  let early = target - 26 * 60 * MINUTE;
  let late = target + 26 * 60 * MINUTE;
  while (late - early > MINUTE) {
    const middle = early + Math.floor((late - early) / 2 / MINUTE) * MINUTE;
    if (shownAt(middle) >= target) late = middle;
    else early = middle;
  }
  return new Date(late);
}

/** When mail that is due at a moment may go out: then, or when the quiet hours around it end. */
export function afterQuietHours(at: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (!quiet || quiet.from === quiet.until) return at;
  const local = localTime(at, timeZone);
  if (!isQuiet(local.minute, quiet)) return at;
  const days = quiet.from > quiet.until && local.minute >= quiet.from ? 1 : 0;
  const end = momentOf({ ...local, minute: quiet.until + days * DAY }, timeZone);
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
