/** What a digest covers. A group's mail that comes daily or weekly is part of the digest of that name. */
export const periods = ['daily', 'weekly'] as const;
export type Period = (typeof periods)[number];

/** Digests come in the morning of their reader; the weekly one on Mondays. */
const MORNING_HOUR = 7;
const MONDAY = 1;

/** What is being written while a window ends must be committed before the window is looked at. */
const SETTLE_MS = 60_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** After an outage one digest makes up for those that were missed, as far back as this. */
export const catchUpMs: Readonly<Record<Period, number>> = { daily: 7 * DAY_MS, weekly: 14 * DAY_MS };

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, ...parts, second: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return clock;
}

/** What a clock on the wall shows, as if it were in UTC. */
function wallTime(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** When the clock on the wall shows this. The second look is for days on which the clock was changed in between. */
function momentOf(wall: number, timeZone: string): number {
  const first = wall - (wallTime(wall, timeZone) - wall);
  return wall - (wallTime(first, timeZone) - first);
}

const morningOf = (day: number, timeZone: string) => momentOf(day + MORNING_HOUR * HOUR_MS, timeZone);

/** The last morning on which a digest was due: its day there, its moment, and that of the one before. */
export type Morning = { day: string; until: Date; before: Date };

/** By the clock of a time zone. Days are counted on its calendar, so that none has two mornings and none is without. */
export function lastMorning(now: Date, timeZone: string, period: Period): Morning {
  const settled = now.getTime() - SETTLE_MS;
  const wall = wallTime(settled, timeZone);
  const today = wall - (wall % DAY_MS);
  const back = period === 'weekly' ? (new Date(today).getUTCDay() + 7 - MONDAY) % 7 : 0;
  const length = period === 'weekly' ? 7 * DAY_MS : DAY_MS;
  const next = today - back * DAY_MS;
  const day = morningOf(next, timeZone) <= settled ? next : next - length;
  return {
    day: new Date(day).toISOString().slice(0, 10),
    until: new Date(morningOf(day, timeZone)),
    before: new Date(morningOf(day - length, timeZone)),
  };
}

/** The day that the digest of a morning tells of, or the last one of the week that it tells of. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
