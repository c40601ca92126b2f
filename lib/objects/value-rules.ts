import { cleanLine, cleanText, lengthOf } from '@/lib/body/rules';
import { momentOf } from '@/lib/clock-rules';
import type { FieldType, FieldView, StoredValue } from './view-models';

/** Characters of a line, and of a long text. */
export const MAX_LINE = 255;
export const MAX_LONG_TEXT = 32_000;
/** Numbers keep fifteen digits in all, which is what JavaScript and a person can tell apart. */
export const MAX_DIGITS = 15;
/** Fields of an object, values of a picklist, and fields of one that are tracked (spec 7). */
export const MAX_FIELDS = 200;
export const MAX_OPTIONS = 200;

type Defined = Pick<FieldView, 'type' | 'label' | 'isRequired' | 'options' | 'scale'>;

export type Read = { value: StoredValue } | { problem: string };

const blank: Read = { value: null };

export const isNumeric = (type: FieldType) => type === 'number' || type === 'currency' || type === 'percent';

function readNumber(typed: string, { scale }: Defined): Read {
  const text = typed
    .replace(/[\s_'’]/g, '')
    .replace(/^\$|%$/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return { problem: 'Write a number, such as 1250 or 12.5.' };
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  if (fraction.replace(/0+$/, '').length > scale)
    return { problem: scale === 0 ? 'Write a whole number.' : `Write at most ${scale} digits after the point.` };
  if (whole.replace(/^0+/, '').length > MAX_DIGITS - scale)
    return { problem: `Write a number with at most ${MAX_DIGITS - scale} digits before the point.` };
  const value = Number(text);
  return { value: value === 0 ? 0 : value };
}

const isDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

function readDate(typed: string): Read {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? [];
  if (!year) return { problem: 'Write the date as year-month-day, such as 2027-03-31.' };
  if (!isDay(Number(year), Number(month), Number(day))) return { problem: 'There is no such day.' };
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

function readMoment(typed: string, timeZone: string): Read {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(typed) && !Number.isNaN(Date.parse(typed)))
    return { value: new Date(typed).toISOString() };
  const [, date = '', hour = '', minute = ''] = /^(\S+)[T ](\d{1,2}):(\d\d)(?::\d\d)?$/.exec(typed) ?? [];
  const day = readDate(date);
  if (!date || 'problem' in day) return { problem: 'Write the day and time as 2027-03-31 09:30.' };
  if (Number(hour) > 23 || Number(minute) > 59) return { problem: 'There is no such time.' };
  const wall = Date.parse(`${String(day.value)}T${hour.padStart(2, '0')}:${minute}:00Z`);
  return { value: new Date(momentOf(wall, timeZone)).toISOString() };
}

function readPicked(typed: readonly string[], { options }: Defined, earlier: StoredValue): Read {
  const kept = Array.isArray(earlier) ? earlier : [earlier];
  const unknown = typed.find(
    (value) => !kept.includes(value) && !options.some((option) => option.value === value && option.isActive),
  );
  if (unknown !== undefined) return { problem: `“${unknown.slice(0, 80)}” is not one of the choices.` };
  return { value: options.map((option) => option.value).filter((value) => typed.includes(value)) };
}

function readAddress(typed: string): Read {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) && typed.length <= 254
    ? { value: typed }
    : { problem: 'Write an email address like name@example.com.' };
}

function readUrl(typed: string): Read {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.');
  return isWeb ? { value: url.href } : { problem: 'Write a web address like https://example.com.' };
}

const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);

type Context = { timeZone: string; earlier: StoredValue };
type Reader = (typed: string, field: Defined, context: Context) => Read;

const line: Reader = (typed) =>
  lengthOf(typed) > MAX_LINE ? { problem: `This has at most ${MAX_LINE} characters.` } : { value: typed };

const readers: Record<Exclude<FieldType, 'checkbox' | 'multi_picklist'>, Reader> = {
  text: line,
  phone: line,
  long_text: (typed) =>
    lengthOf(typed) > MAX_LONG_TEXT
      ? { problem: `This has ${lengthOf(typed).toLocaleString('en')} characters. Shorten it to 32,000 or fewer.` }
      : { value: typed },
  number: readNumber,
  currency: readNumber,
  percent: readNumber,
  date: readDate,
  datetime: (typed, _, { timeZone }) => readMoment(typed, timeZone),
  picklist: (typed, field, { earlier }) => {
    const read = readPicked([typed], field, earlier);
    return 'problem' in read ? read : { value: typed };
  },
  person: (typed) => (isId(typed) ? { value: typed.toLowerCase() } : { problem: 'Choose somebody from the list.' }),
  lookup: (typed) => (isId(typed) ? { value: typed.toLowerCase() } : { problem: 'Choose a record from the list.' }),
  email: readAddress,
  url: readUrl,
};

/**
 * Reads what was typed into a field, several boxes of one name as several texts: the value as it is kept, null where it
 * is blank, or what is wrong with it in words for the person who typed it. Ids are read and not looked up. A picklist
 * value that is no longer offered stays where it stands (`earlier`). Moments are read by the clock of `timeZone`.
 */
export function readValue(
  field: Defined,
  typed: readonly string[],
  { timeZone, earlier = null }: { timeZone: string; earlier?: StoredValue },
): Read {
  if (field.type === 'checkbox') return { value: typed.some((text) => /^(on|true|yes|1)$/i.test(text.trim())) };
  const clean = field.type === 'long_text' ? cleanText : cleanLine;
  const given = typed.map((text) => clean(text)).filter((text) => text !== '');
  const [first] = given;
  if (first === undefined) return field.isRequired ? { problem: `Fill in “${field.label}”.` } : blank;
  if (field.type === 'multi_picklist') return readPicked(given, field, earlier);
  return readers[field.type](first, field, { timeZone, earlier });
}

/** Whether two values are the same to a reader. Blank is null, an absent value, or no picklist value at all. */
export function isSameValue(a: StoredValue | undefined, b: StoredValue | undefined): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

/** A value as it is kept, blanks as null; an unticked box is blank. */
export function normal(value: StoredValue | undefined): StoredValue {
  if (value === undefined || value === '' || value === false) return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}
