const ZONE = 'America/Chicago';
const LAST_WEEK = 5;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Translates "week 3, Tuesday, 09:15" into a date near now. */
export type Calendar = {
  /** Weeks count up to five, days from Monday = 1; minutes since midnight in head office. */
  at(week: number, day: number, minutes?: number): Date;
  /** The moment at which the clocks of head office show these minutes of a day, which is counted in days since 1970. */
  on(day: number, minutes: number): Date;
  /** Yesterday, counted in days since 1970. */
  yesterday: number;
  /** Midnight after yesterday: what would be later has not happened yet. */
  end: Date;
};

/** The week that holds yesterday is week five, so that every weekday stays what it is called in the texts. */
export function calendarFor(now: Date): Calendar {
  const today = localDay(now);
  const yesterday = today - DAY;
  const lastMonday = yesterday - ((new Date(yesterday).getUTCDay() + 6) % 7) * DAY;
  return {
    at: (week, day, minutes = 9 * 60) => instant(lastMonday + ((week - LAST_WEEK) * 7 + day - 1) * DAY, minutes),
    on: (day, minutes) => new Date(day * DAY + minutes * MINUTE + behind(day)),
    yesterday: yesterday / DAY,
    end: instant(today, 0),
  };
}

const behindOn = new Map<number, number>();

/** By how much the clocks of head office are behind at noon of a day; asked of the calendar once for each day. */
function behind(day: number): number {
  const noon = day * DAY + 12 * 60 * MINUTE;
  const known = behindOn.get(day) ?? noon - local(noon);
  behindOn.set(day, known);
  return known;
}

/** The last of several dates. */
export function latest(...dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map(Number)));
}

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** What the clocks of head office show, written as if it were UTC. */
function local(at: number): number {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

function localDay(at: Date): number {
  const shown = local(at.getTime());
  return shown - (shown % DAY);
}

function instant(day: number, minutes: number): Date {
  const shown = day + minutes * MINUTE;
  const guess = shown - (local(shown) - shown);
  return new Date(guess - (local(guess) - shown));
}
