import { momentOf, wallTime } from '@/lib/clock-rules';

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
