/** Dates, numbers, plurals and lists in the reader's language and zone. Shared with the client. */

const made = new Map<string, unknown>();

/** Intl objects cost far more to make than to use, and a page of a feed needs the same few a hundred times. */
function once<T>(key: string, make: () => T): T {
  const found = made.get(key);
  if (found !== undefined) return found as T;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function formatNumber(value: number, locale: string): string {
  return once(`n ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

export type PluralForms = { zero?: string; one: string; other: string };

/** `plural(3, { one: '# comment', other: '# comments' }, 'en')` is "3 comments"; `zero` stands for 0 where it is given. */
export function plural(count: number, forms: PluralForms, locale: string): string {
  if (count === 0 && forms.zero !== undefined) return forms.zero;
  const rule = once(`p ${locale}`, () => new Intl.PluralRules(locale)).select(count);
  return (rule === 'one' ? forms.one : forms.other).replace('#', formatNumber(count, locale));
}

/** "Anna, Ben and Cecily" */
export function formatList(items: readonly string[], locale: string): string {
  return once(`l ${locale}`, () => new Intl.ListFormat(locale)).format(items);
}

/** The same in pieces, for those who set the items apart from what stands between them. */
export function listParts(items: readonly string[], locale: string): { isItem: boolean; text: string }[] {
  const parts = once(`l ${locale}`, () => new Intl.ListFormat(locale)).formatToParts(items);
  return parts.map(({ type, value }) => ({ isItem: type === 'element', text: value }));
}

type DateShape = 'date' | 'moment' | 'full' | 'zoned' | 'short' | 'key' | 'weekday' | 'time';

const shapes: Record<DateShape, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  full: { dateStyle: 'long', timeStyle: 'short' },
  zoned: {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  short: { day: 'numeric', month: 'short' },
  key: { year: 'numeric', month: '2-digit', day: '2-digit' },
  weekday: { weekday: 'long', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
};

function inZone(date: Date, shape: DateShape, locale: string, timeZone: string): string {
  return once(
    `d ${shape} ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone }),
  ).format(date);
}

/** "12 Nov 2026" */
export function formatDate(iso: string, locale: string, timeZone: string): string {
  return inZone(new Date(iso), 'date', locale, timeZone);
}

/** "12 November 2026 at 14:03", for titles and for those who read with their ears. */
export function fullDate(iso: string, locale: string, timeZone: string): string {
  return inZone(new Date(iso), 'full', locale, timeZone);
}

/** "14:03" for later today, "Tuesday, 24 Nov at 14:03" for any other day. */
export function untilTime(iso: string, now: string, locale: string, timeZone: string): string {
  const [then, today] = [iso, now].map((text) => inZone(new Date(text), 'key', 'en-CA', timeZone));
  return inZone(new Date(iso), then === today ? 'time' : 'weekday', locale, timeZone);
}

/** "12 Nov 2026, 14:03", where several stand in little room and none can be hovered. */
export function formatMoment(iso: string, locale: string, timeZone: string): string {
  return inZone(new Date(iso), 'moment', locale, timeZone);
}

/** "12 November 2026 at 14:03 CET", for those who may be elsewhere than we think. */
export function dateWithZone(iso: string, locale: string, timeZone: string): string {
  return inZone(new Date(iso), 'zoned', locale, timeZone);
}

function unit(count: number, name: 'minute' | 'hour', locale: string): string {
  const display = name === 'hour' ? 'narrow' : 'short';
  const parts = once(
    `u ${name} ${locale}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: display }),
  ).formatToParts(count);
  const words = parts.filter((part) => part.type !== 'literal').map((part) => part.value);
  return words.join('\u00a0');
}

function inWords(value: number, name: 'second' | 'day', locale: string): string {
  const words = once(`r ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(value, name);
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}

/** "Now", "5 min", "3 h" or "Yesterday" for less than two days, after that "12 Nov", with the year when it is another one. */
export function timeAgo(iso: string, now: string, locale: string, timeZone: string): string {
  const then = new Date(iso);
  const today = new Date(now);
  const age = today.getTime() - then.getTime();
  if (age < MINUTE) return inWords(0, 'second', locale);
  if (age < HOUR) return unit(Math.floor(age / MINUTE), 'minute', locale);
  if (age < DAY) return unit(Math.floor(age / HOUR), 'hour', locale);
  const day = (date: Date) => inZone(date, 'key', 'en-CA', timeZone);
  if (day(then) === day(new Date(today.getTime() - DAY))) return inWords(-1, 'day', locale);
  return inZone(then, day(then).slice(0, 4) === day(today).slice(0, 4) ? 'short' : 'date', locale, timeZone);
}
