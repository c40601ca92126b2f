/** How long each field of a profile may be, in characters as people count them (spec 1.2). */
export const limits = {
  name: 121,
  title: 80,
  department: 80,
  office: 80,
  about: 1000,
  outOfOffice: 40,
  phone: 40,
  mobile: 40,
  street: 255,
  city: 40,
  region: 80,
  postalCode: 20,
  country: 80,
} as const;

export type TextField = keyof typeof limits;

/** What each field is called, in forms and in messages about it. */
export const labels: Record<TextField, string> = {
  name: 'Name',
  title: 'Title',
  department: 'Department',
  office: 'Office',
  about: 'About',
  outOfOffice: 'Out of office',
  phone: 'Phone',
  mobile: 'Mobile',
  street: 'Street',
  city: 'City',
  region: 'State or region',
  postalCode: 'Postal code',
  country: 'Country',
};

export const LIST_SIZE = 30;
export const DIRECTORY_SIZE = 40;
export const REPORTS_SHOWN = 12;
export const MAX_SEARCH = 100;

/** Stands in the A-Z row for names that begin with something else. */
export const OTHER_LETTER = '#';

/** Languages and regions that dates and numbers can be written in. */
export const locales = [
  'en-US',
  'en-GB',
  'en-CA',
  'en-AU',
  'en-IN',
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'el-GR',
  'es-ES',
  'es-MX',
  'fi-FI',
  'fr-CA',
  'fr-CH',
  'fr-FR',
  'he-IL',
  'hu-HU',
  'it-CH',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'zh-CN',
  'zh-TW',
] as const;

/** "German (Switzerland)", in the reader's own language. */
export function localeName(locale: string, readerLocale: string): string {
  return new Intl.DisplayNames(readerLocale, { type: 'language' }).of(locale) ?? locale;
}

export function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}

/** "14:03 in Europe/Zurich": what time it is where someone works. */
export function localTime(now: string, timeZone: string, locale: string): string {
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(now));
  return `${time} (${timeZone.replaceAll('_', ' ')})`;
}

type Option = { value: string; label: string };

/** Every time zone, and that of the organisation for those who choose none. */
export function timeZoneOptions(): Option[] {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  const named = zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  return [{ value: '', label: 'As the organisation' }, ...named];
}

export function localeOptions(readerLocale: string): Option[] {
  const named = locales.map((locale) => ({ value: locale, label: localeName(locale, readerLocale) }));
  return named.toSorted((a, b) => a.label.localeCompare(b.label, readerLocale));
}
