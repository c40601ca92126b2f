import 'server-only';
import type { MailReader } from '@/lib/email/view-models';

const made = new Map<string, Intl.DateTimeFormat>();

/** A mail of many posts writes many dates, and making the formatter costs far more than using it. */
function formatter(kind: string, { locale, timeZone }: MailReader, options: Intl.DateTimeFormatOptions) {
  const key = `${kind} ${locale} ${timeZone}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  made.set(key, known);
  return known;
}

/** "12 Nov 2026, 14:03": several stand in little room, and in a mail none can be hovered. */
export function formatMoment(iso: string, reader: MailReader): string {
  return formatter('moment', reader, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** "12 November 2026 at 14:03 CET", for those who may be elsewhere than we think. */
export function dateWithZone(iso: string, reader: MailReader): string {
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return formatter('zoned', reader, { ...date, ...time }).format(new Date(iso));
}

/** "12 Nov 2026" for a day of the calendar, which is the same everywhere. */
export function formatDay(day: string, reader: MailReader): string {
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return formatter('day', { ...reader, timeZone: 'UTC' }, date).format(new Date(`${day}T12:00:00Z`));
}
