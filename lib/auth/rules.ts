/** Limits and words of sign-in that need no database. */

export const MAX_PERSON_NAME = 121;
export const MAX_EMAIL = 254;
export const LINK_MINUTES = 15;
export const SESSION_DAYS = 30;

const MAX_BASE = 32;
const ADDRESS = /^[^\s@"(),:;<>[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** Letters that Unicode does not take apart into a base and a mark. */
const spelled: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/**
 * An address as it is compared and stored, or null when it is none. Normalised before it is checked: a full-width `＠`
 * would otherwise turn into a second one later.
 */
export function normalAddress(typed: string): string | null {
  const address = typed.normalize('NFKC').trim().toLowerCase();
  return address.length <= MAX_EMAIL && ADDRESS.test(address) ? address : null;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function plainLetters(text: string): string {
  const base = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return base
    .replace(/[ßæøœłđðþı]/g, (letter) => spelled[letter] ?? '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9-]+/g, '.')
    .slice(0, MAX_BASE)
    .replace(/^[.-]+|[.-]+$/g, '');
}

/** What a new person's handle is made from: the name where it has Latin letters, else the address. */
export function handleBase(name: string, address: string): string {
  const isSpelled = !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name);
  const fromName = isSpelled ? plainLetters(name) : '';
  return fromName || plainLetters(address.split('@')[0] ?? '') || 'person';
}

/** The first of `anna`, `anna2`, `anna3` … that is free. */
export function freeHandle(base: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const handle = count === 1 ? base : `${base}${count}`;
    if (!taken.has(handle)) return handle;
  }
}

/** "Anna Snelling" for anna.snelling@example.com, until the person says better. */
export function nameFromAddress(address: string): string {
  const words = (address.split('@')[0] ?? '').split(/[._+-]+/).filter((word) => /\p{L}/u.test(word));
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name || address;
}

const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** "Firefox on Linux", as well as a browser says what it is. */
export function browserName(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown browser';
}

/** Why somebody is not let in; the sign-in page says it in words. */
export const problems = [
  'deactivated',
  'address_taken',
  'address_missing',
  'address_unproven',
  'not_invited',
  'link_used',
  'interrupted',
  'refused',
  'unreachable',
  'too_many',
] as const;

export type Problem = (typeof problems)[number];

export const isProblem = (text: string | undefined): text is Problem =>
  (problems as readonly (string | undefined)[]).includes(text);
