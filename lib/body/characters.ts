import type { Meter } from './meter';

const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;

/** The whole character before a position; empty at the start. */
export function characterBefore(text: string, at: number): string {
  const last = text.charAt(at - 1);
  return isLowSurrogate(last) && at > 1 ? text.slice(at - 2, at) : last;
}

/** The whole character at a position; empty at the end. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Space, or the edge of the text. */
export function isSpace(character: string): boolean {
  return character === '' || SPACE.test(character);
}

export function isPunctuation(character: string): boolean {
  return PUNCTUATION.test(character);
}

export function isWord(character: string): boolean {
  return WORD.test(character);
}

/** What a reader sees before a position: style marks in between do not count. */
export function seenBefore(text: string, at: number, meter: Meter): string {
  let start = at;
  while (start > 0 && '*_~'.includes(text.charAt(start - 1))) start -= 1;
  meter.steps += at - start;
  return characterBefore(text, start);
}

function isLowSurrogate(unit: string): boolean {
  return unit >= '\udc00' && unit <= '\udfff';
}
