export const MAX_BODY = 10_000;
export const MAX_MENTIONS = 25;
export const MAX_RECORD_LINKS = 25;

const CONTROLS = /[^\P{Cc}\n\t]/gu;
// Embeddings, overrides and isolates can reorder text that is not theirs; the plain marks (U+200E, U+200F, U+061C) cannot, and right-to-left writers need them.
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Characters that show nothing and shape nothing. */
export const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff]/g;
// Joiners shape Persian, Indic scripts and emoji; after these letters they only make twins of other names.
const STRAY_JOINERS =
  /(?<!\ufe0f)(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}\p{N}\s])[\u200c\u200d]+/gu;
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Text of several lines as it is stored: line feeds only, no controls, NFC, trimmed. Doing it twice changes nothing. */
export function cleanText(input: string): string {
  return withoutControls(input.replace(/\r\n?/g, '\n')).normalize('NFC').trim();
}

/** Text of one line (names, titles): as cleanText, with runs of spaces made one and characters nobody sees taken out. */
export function cleanLine(input: string): string {
  const visible = withoutControls(input.replace(INVISIBLE, '').replace(/\s+/g, ' ')).normalize('NFC');
  return visible.replace(STRAY_JOINERS, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Whether there is nothing in the text that a reader could see. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Length as people count and as Postgres does: code points, so that an emoji from beyond the first plane is one. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) length -= 1;
  }
  return length;
}

/** What to say beside the field, or null. Give it the cleaned text as typed, before handles become ids, which are longer. */
export function bodyProblem(source: string): string | null {
  if (isBlank(source)) return 'Write something first.';
  const length = lengthOf(source);
  if (length <= MAX_BODY) return null;
  return `This text has ${grouped(length)} characters. Shorten it to ${grouped(MAX_BODY)} or fewer.`;
}

function withoutControls(text: string): string {
  // A lone surrogate cannot be stored: Postgres refuses it inside jsonb.
  return text
    .replace(CONTROLS, '')
    .replace(REORDERING, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
