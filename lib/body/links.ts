import { characterBefore } from './characters';
import type { Meter } from './meter';

const MAX_URL = 2_000;
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const HOST = /^[a-z0-9[]/;
const MAX_BRACKETS = 3;
const BRACKETS: Record<string, number> = { '(': 1, ')': -1 };
const CLOSERS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const URL_STOP = /[\s<>`"]/;
const DESTINATION_STOP = /[\s<>]/;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const TRAILING = /[?!.,:;*_~'…。、，！？；：”’»]/;
const OPENING = /^[\s([{"'“‘«„「『（【*_~]?$/;

export type Reach = { end: number; href: string | null };

/** The address as a browser would go to it, if its scheme is one of the three that people may link to. */
export function safeHref(raw: string): string | null {
  if (raw.length > MAX_URL || !/^(?:https?|mailto):/i.test(raw) || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  const hasPlace = url.protocol === 'mailto:' || HOST.test(url.hostname);
  return SCHEMES.has(url.protocol) && hasPlace ? url.href : null;
}

/** Where the scheme before `://` starts, when it is http or https and nothing is glued to its left. */
export function schemeStart(text: string, colon: number): number | null {
  const scheme = /https?$/i.exec(text.slice(Math.max(0, colon - 5), colon));
  if (!scheme || !text.startsWith('://', colon)) return null;
  const start = colon - scheme[0].length;
  return isOpening(text, start) ? start : null;
}

/** Whether an address may begin here: nothing is glued to its left. */
export function isOpening(text: string, at: number): boolean {
  return OPENING.test(characterBefore(text, at));
}

/** Reads a bare address up to a space or a bracket that it did not open; marks at its end belong to the sentence. */
export function readBareUrl(text: string, start: number, meter: Meter): Reach {
  let end = bareEnd(text, start);
  meter.steps += end - start;
  while (TRAILING.test(text.charAt(end - 1))) end -= 1;
  return { end, href: safeHref(text.slice(start, end)) };
}

/** Reads `(address)` after a link's text; null when it is not one. */
export function readDestination(text: string, open: number, meter: Meter): { end: number; raw: string } | null {
  const start = skipBlanks(text, open + 1);
  const inAngles = text.charAt(start) === '<';
  const from = inAngles ? start + 1 : start;
  const to = inAngles ? angleEnd(text, from) : plainEnd(text, from);
  const isOpen = inAngles && text.charAt(to) !== '>';
  const end = skipBlanks(text, inAngles ? to + 1 : to);
  meter.steps += end - open;
  return !isOpen && to > from && text.charAt(end) === ')'
    ? { end: end + 1, raw: text.slice(from, to).replace(ESCAPE, '$1') }
    : null;
}

function bareEnd(text: string, start: number): number {
  const depth = new Map<string, number>();
  let at = start;
  while (at < text.length && !URL_STOP.test(text.charAt(at)) && isBalanced(depth, text.charAt(at))) at += 1;
  return at;
}

function isBalanced(depth: Map<string, number>, character: string): boolean {
  const opener = CLOSERS[character];
  const left = depth.get(opener ?? character) ?? 0;
  if (opener === undefined) depth.set(character, left + 1);
  else depth.set(opener, left - 1);
  return opener === undefined || left > 0;
}

// Brackets inside an address are few: without the bound "[a](b[a](b" would be read anew from every bracket.
function plainEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length && depth <= MAX_BRACKETS && !DESTINATION_STOP.test(text.charAt(at))) {
    depth += BRACKETS[text.charAt(at)] ?? 0;
    if (depth < 0) return at;
    at += text.charAt(at) === '\\' ? 2 : 1;
  }
  return depth === 0 ? at : start;
}

function angleEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !'<>\n'.includes(text.charAt(at))) at += 1;
  return at;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ') at += 1;
  return at;
}
