import type { Meter } from './meter';

export type Line = { start: number; end: number };
export type RawParagraph = { t: 'paragraph'; lines: Line[] };
export type RawCode = { t: 'pre'; lines: Line[]; fence: Line; mark: string; indent: number };
export type RawList = { t: 'list'; start: number | null; marker: string; items: RawBlock[][] };
export type RawQuote = { t: 'quote'; blocks: RawBlock[] };
export type RawBlock = RawParagraph | RawCode | RawList | RawQuote;

type Container = { blocks: RawBlock[]; content: number | null };
type Cursor = { at: number; column: number; end: number };
type Reading = {
  source: string;
  root: RawBlock[];
  open: Container[];
  leaf: RawParagraph | RawCode | null;
  meter: Meter;
};
type Marker = { width: number; marker: string; start: number | null };

const MAX_NESTING = 8;
const TAB = 4;
const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/;
const MARKER = /(?:([-*+])|(\d{1,9})([.)]))(?=[ \t])/y;
const FENCE = /`{3,}(?=[^`\n]*(?:\n|$))|~{3,}/y;

/**
 * Splits the source into paragraphs, lists, quotes and fenced code, line by line. Unlike CommonMark a line belongs to a
 * quote or an item only when it says so (a mark, two spaces), because an answer typed under a quote is not part of it; and a marker
 * with nothing behind it is text. There are no headings, rules, indented code or HTML blocks.
 */
export function parseBlocks(source: string, meter: Meter): RawBlock[] {
  const reading: Reading = { source, root: [], open: [], leaf: null, meter };
  for (let start = 0; start <= source.length; ) {
    const feed = source.indexOf('\n', start);
    const end = feed < 0 ? source.length : feed;
    meter.steps += end - start + 1;
    readLine(reading, { at: start, column: 0, end });
    start = end + 1;
  }
  return reading.root;
}

function readLine(reading: Reading, cursor: Cursor): void {
  const matched = continueContainers(reading, cursor);
  if (matched < reading.open.length) {
    reading.open.length = matched;
    reading.leaf = null;
  }
  if (reading.leaf?.t === 'pre') readCodeLine(reading, reading.leaf, cursor);
  else readTextLine(reading, cursor);
}

function readTextLine(reading: Reading, cursor: Cursor): void {
  skipSpace(reading, cursor);
  if (cursor.at >= cursor.end) {
    reading.leaf = null;
    return;
  }
  while (reading.open.length < MAX_NESTING && (openQuote(reading, cursor) || openItem(reading, cursor)))
    skipSpace(reading, cursor);
  if (!openFence(reading, cursor)) addLine(reading, cursor);
}

function continueContainers(reading: Reading, cursor: Cursor): number {
  const left = reading.open.findIndex((container) => !continues(reading, container, cursor));
  return left < 0 ? reading.open.length : left;
}

function continues(reading: Reading, container: Container, cursor: Cursor): boolean {
  const next = { ...cursor };
  skipSpace(reading, next);
  const isBlank = next.at >= next.end;
  if (container.content !== null) return isBlank || next.column >= container.content;
  if (isBlank || reading.source.charAt(next.at) !== '>') return false;
  Object.assign(cursor, passQuoteMark(reading, next));
  return true;
}

function passQuoteMark(reading: Reading, cursor: Cursor): Cursor {
  const isSpaced = cursor.at + 1 < cursor.end && reading.source.charAt(cursor.at + 1) === ' ';
  const width = isSpaced ? 2 : 1;
  return { ...cursor, at: cursor.at + width, column: cursor.column + width };
}

function skipSpace(reading: Reading, cursor: Cursor): void {
  for (; cursor.at < cursor.end; cursor.at += 1) {
    const character = reading.source.charAt(cursor.at);
    if (character === '\t') cursor.column += TAB - (cursor.column % TAB);
    else if (character === ' ') cursor.column += 1;
    else return;
    reading.meter.steps += 1;
  }
}

function openQuote(reading: Reading, cursor: Cursor): boolean {
  if (reading.source.charAt(cursor.at) !== '>' || isBlankAfter(reading, cursor, 1)) return false;
  const quote: RawQuote = { t: 'quote', blocks: [] };
  enter(reading, quote, { blocks: quote.blocks, content: null });
  Object.assign(cursor, passQuoteMark(reading, cursor));
  return true;
}

function openItem(reading: Reading, cursor: Cursor): boolean {
  const marker = readMarker(reading, cursor);
  if (!marker || isBlankAfter(reading, cursor, marker.width)) return false;
  if (reading.leaf && marker.start !== null && marker.start !== 1) return false;
  const item: RawBlock[] = [];
  const last = blocksOf(reading).at(-1);
  const container = { blocks: item, content: cursor.column + 2 };
  if (last?.t === 'list' && last.marker === marker.marker) {
    last.items.push(item);
    enter(reading, null, container);
  } else {
    enter(reading, { t: 'list', start: marker.start, marker: marker.marker, items: [item] }, container);
  }
  cursor.at += marker.width;
  cursor.column += marker.width;
  return true;
}

function readMarker(reading: Reading, cursor: Cursor): Marker | null {
  MARKER.lastIndex = cursor.at;
  const match = MARKER.exec(reading.source);
  if (!match) return null;
  const [whole, bullet, digits, closing] = match;
  if (digits) return { width: whole.length, marker: closing ?? '', start: Number(digits) };
  reading.meter.steps += cursor.end - cursor.at;
  const isRule = RULE.test(reading.source.slice(cursor.at, cursor.end));
  return isRule ? null : { width: 1, marker: bullet ?? '', start: null };
}

function isBlankAfter(reading: Reading, cursor: Cursor, width: number): boolean {
  const rest = { ...cursor, at: cursor.at + width };
  skipSpace(reading, rest);
  return rest.at >= rest.end;
}

function enter(reading: Reading, block: RawBlock | null, container: Container): void {
  if (block) blocksOf(reading).push(block);
  reading.open.push(container);
  reading.leaf = null;
}

function openFence(reading: Reading, cursor: Cursor): boolean {
  FENCE.lastIndex = cursor.at;
  const mark = FENCE.exec(reading.source)?.[0];
  reading.meter.steps += cursor.end - cursor.at;
  if (!mark) return false;
  const fence = { start: cursor.at, end: cursor.end };
  const code: RawCode = { t: 'pre', lines: [], fence, mark, indent: cursor.column };
  // One word names the language; more are code, as people type it in other chats.
  const info = { start: cursor.at + mark.length, end: cursor.end };
  if (/\S\s+\S/.test(reading.source.slice(info.start, info.end))) code.lines.push(info);
  blocksOf(reading).push(code);
  reading.leaf = code;
  return true;
}

function readCodeLine(reading: Reading, code: RawCode, cursor: Cursor): void {
  const text = { ...cursor };
  skipSpace(reading, text);
  if (isClosingFence(reading, code, text)) {
    reading.leaf = null;
    return;
  }
  while (cursor.at < text.at && cursor.column < code.indent) {
    cursor.column += reading.source.charAt(cursor.at) === '\t' ? TAB - (cursor.column % TAB) : 1;
    cursor.at += 1;
  }
  code.lines.push({ start: cursor.at, end: cursor.end });
}

function isClosingFence(reading: Reading, code: RawCode, cursor: Cursor): boolean {
  reading.meter.steps += cursor.end - cursor.at;
  const line = reading.source.slice(cursor.at, cursor.end).trimEnd();
  return line.length >= code.mark.length && line === code.mark.charAt(0).repeat(line.length);
}

function addLine(reading: Reading, cursor: Cursor): void {
  let end = cursor.end;
  while (end > cursor.at && ' \t'.includes(reading.source.charAt(end - 1))) end -= 1;
  const line = { start: cursor.at, end };
  if (reading.leaf?.t === 'paragraph') {
    reading.leaf.lines.push(line);
    return;
  }
  reading.leaf = { t: 'paragraph', lines: [line] };
  blocksOf(reading).push(reading.leaf);
}

function blocksOf(reading: Reading): RawBlock[] {
  return reading.open.at(-1)?.blocks ?? reading.root;
}
