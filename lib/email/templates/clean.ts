import 'server-only';
import { cleanLine } from '@/lib/body/rules';

const CONTROLS = /[^\P{Cc}\n\t]/gu;
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;
const SURROGATE = /\p{Surrogate}/gu;
const DIRTY = new RegExp(`${CONTROLS.source}|${REORDERING.source}|${SURROGATE.source}`, 'u');
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LONGEST_NAME = 80;
// A family of four with skin tones has nineteen code units; marks can be piled up without end.
const LONGEST_CHARACTER = 20;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Every text of a mail's props without controls, reordering and halves of characters: from here on they hold nothing that a mail gives a meaning to. */
export function cleanProps<T>(props: T): T;
export function cleanProps(value: unknown): unknown {
  if (typeof value === 'string') return cleanString(value);
  if (Array.isArray(value)) return value.map((item) => cleanProps<unknown>(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanProps<unknown>(item)]));
}

function cleanString(text: string): string {
  if (!DIRTY.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(REORDERING, '').replace(SURROGATE, '\ufffd');
}

/** A name as it stands in a sentence: one line, nothing invisible, not longer than a name. */
export function nameLine(name: string): string {
  return cut(cleanLine(name), LONGEST_NAME) || 'Someone';
}

/** At most so many characters as people count them, so that no emoji is cut in half. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let count = 0;
  let end = 0;
  for (const { index } of graphemes.segment(text)) {
    count += 1;
    if (count > length || index > length * LONGEST_CHARACTER) return `${text.slice(0, end).trimEnd()}…`;
    if (count <= length) end = index;
  }
  return text.slice(0, length * LONGEST_CHARACTER);
}

/** Keeps a name that runs the other way from turning the words around it, where no element can. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
