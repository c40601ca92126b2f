import { assemble, type Token } from './assemble';
import { characterBefore, isSpace } from './characters';
import { type Delimiter, pairDelimiters, readDelimiter } from './delimiters';
import { type RecordAddress, readHandle, readId, readRecordPath, readTopic } from './lexemes';
import { isOpening, readBareUrl, readDestination, safeHref, schemeStart } from './links';
import type { Meter } from './meter';
import type { Inline } from './tree';

/** A mention as it stands in the text, `@handle` as typed or `@[id]` as stored, or an address that may be a record's. */
export type Span = { start: number; end: number } & (
  | { kind: 'handle'; handle: string; longer: string | null }
  | { kind: 'mention'; id: string }
  | { kind: 'url'; href: string }
  | { kind: 'path'; address: RecordAddress }
);

type Bracket = { token: number; runs: number; spans: number };
type Scan = {
  text: string;
  at: number;
  tokens: Token[];
  brackets: Bracket[];
  runs: Delimiter[];
  spans: Span[];
  ticks: Map<number, { starts: number[]; next: number }> | null;
  meter: Meter;
};
type Reader = (scan: Scan) => boolean;

const PLAIN = /[^\n`*_~[\]<\\#@/:]+/y;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]*)/iy;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

const READERS: Record<string, Reader> = {
  '\n': readBreak,
  '`': readCode,
  '*': readRun,
  _: readRun,
  '~': readRun,
  '[': openBracket,
  ']': closeBracket,
  '<': readAutolink,
  '\\': readEscape,
  '#': readTopicAt,
  '@': readAt,
  '/': readRecord,
  ':': readUrl,
};

/** Reads one paragraph in a single pass from left to right; every reader moves on, so the cost is a straight line. */
export function parseInline(text: string, meter: Meter): { children: Inline[]; spans: Span[] } {
  const scan: Scan = { text, at: 0, tokens: [], brackets: [], runs: [], spans: [], ticks: null, meter };
  while (scan.at < text.length) {
    const start = scan.at;
    PLAIN.lastIndex = start;
    const plain = PLAIN.exec(text)?.[0];
    if (plain) addText(scan, plain, start + plain.length);
    else if (!READERS[text.charAt(start)]?.(scan)) addText(scan, text.charAt(start), start + 1);
    meter.steps += scan.at - start;
  }
  pairDelimiters(scan.runs, meter);
  return { children: assemble(scan.tokens, meter), spans: scan.spans };
}

function addText(scan: Scan, text: string, end: number): true {
  const last = scan.tokens.at(-1);
  if (last?.k === 'text') last.text += text;
  else scan.tokens.push({ k: 'text', text });
  scan.at = end;
  return true;
}

function addNode(scan: Scan, node: Inline, end: number): true {
  if (typeof node === 'string') return addText(scan, node, end);
  scan.tokens.push({ k: 'node', node, raw: scan.text.slice(scan.at, end) });
  scan.at = end;
  return true;
}

function readBreak(scan: Scan): boolean {
  return addNode(scan, { t: 'break' }, scan.at + 1);
}

function readEscape(scan: Scan): boolean {
  const next = scan.text.charAt(scan.at + 1);
  if (next === '\n') return addNode(scan, { t: 'break' }, scan.at + 2);
  return ESCAPABLE.test(next) && addText(scan, next, scan.at + 2);
}

function readTopicAt(scan: Scan): boolean {
  const lexeme = readTopic(scan.text, scan.at, scan.meter);
  return lexeme !== null && addNode(scan, lexeme.node, lexeme.end);
}

function readAt(scan: Scan): boolean {
  const start = scan.at;
  const mention = readId(scan.text, start + 1);
  if (mention) {
    scan.spans.push({ kind: 'mention', start, end: mention.end, id: mention.id });
    return addNode(scan, { t: 'mention', id: mention.id }, mention.end);
  }
  const typed = readHandle(scan.text, start, scan.meter);
  if (!typed) return false;
  scan.spans.push({ kind: 'handle', start, ...typed });
  return addText(scan, scan.text.slice(start, typed.end), typed.end);
}

function readRecord(scan: Scan): boolean {
  const start = scan.at;
  const reference = readId(scan.text, start + 1);
  if (reference) return addNode(scan, { t: 'record', id: reference.id }, reference.end);
  const path = isOpening(scan.text, start) ? readRecordPath(scan.text, start) : null;
  if (!path) return false;
  scan.spans.push({ kind: 'path', start, ...path });
  return addText(scan, scan.text.slice(start, path.end), path.end);
}

function readUrl(scan: Scan): boolean {
  const start = schemeStart(scan.text, scan.at);
  if (start === null) return false;
  const { end, href } = readBareUrl(scan.text, start, scan.meter);
  if (href === null)
    return addText(scan, scan.text.slice(scan.at, Math.max(end, scan.at + 1)), Math.max(end, scan.at + 1));
  const last = scan.tokens.at(-1);
  if (last?.k === 'text') last.text = last.text.slice(0, start - scan.at);
  const typed = scan.text.slice(start, end);
  scan.spans.push({ kind: 'url', start, end, href });
  scan.tokens.push({ k: 'node', node: { t: 'link', href, c: [typed] }, raw: typed });
  scan.at = end;
  return true;
}

function readAutolink(scan: Scan): boolean {
  AUTOLINK.lastIndex = scan.at;
  const typed = AUTOLINK.exec(scan.text)?.[1] ?? '';
  const close = scan.at + 1 + typed.length;
  scan.meter.steps += typed.length;
  const href = scan.text.charAt(close) === '>' ? safeHref(typed) : null;
  return href !== null && addNode(scan, { t: 'link', href, c: [typed] }, close + 1);
}

function readRun(scan: Scan): boolean {
  const run = readDelimiter(scan.text, scan.at);
  const end = scan.at + run.length;
  const isStyle = (run.canOpen || run.canClose) && (run.mark !== '~' || run.length === 2);
  if (!isStyle) return addText(scan, scan.text.slice(scan.at, end), end);
  scan.tokens.push({ k: 'run', run });
  scan.runs.push(run);
  scan.at = end;
  return true;
}

function readCode(scan: Scan): boolean {
  scan.ticks ??= indexTicks(scan.text, scan.meter);
  let open = scan.at;
  while (scan.text.charAt(open) === '`') open += 1;
  const width = open - scan.at;
  const close = nextTicks(scan, width, open);
  if (close === null) return addText(scan, scan.text.slice(scan.at, open), open);
  const inside = scan.text.slice(open, close).replaceAll('\n', ' ');
  const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
  return addNode(scan, { t: 'code', text: isPadded ? inside.slice(1, -1) : inside }, close + width);
}

function indexTicks(text: string, meter: Meter): NonNullable<Scan['ticks']> {
  const ticks: NonNullable<Scan['ticks']> = new Map();
  for (const run of text.matchAll(/`+/g)) {
    const known = ticks.get(run[0].length) ?? { starts: [], next: 0 };
    known.starts.push(run.index);
    ticks.set(run[0].length, known);
  }
  meter.steps += text.length;
  return ticks;
}

function nextTicks(scan: Scan, width: number, from: number): number | null {
  const known = scan.ticks?.get(width);
  if (!known) return null;
  while ((known.starts[known.next] ?? Number.POSITIVE_INFINITY) < from) {
    known.next += 1;
    scan.meter.steps += 1;
  }
  return known.starts[known.next] ?? null;
}

function openBracket(scan: Scan): boolean {
  scan.brackets.push({ token: scan.tokens.length, runs: scan.runs.length, spans: scan.spans.length });
  scan.tokens.push({ k: 'bracket' });
  scan.at += 1;
  return true;
}

function closeBracket(scan: Scan): boolean {
  const bracket = scan.brackets.pop();
  if (!bracket || scan.text.charAt(scan.at + 1) !== '(') return false;
  const destination = readDestination(scan.text, scan.at + 1, scan.meter);
  const href = destination && safeHref(destination.raw);
  if (!href) return false;
  closeLink(scan, bracket, href);
  if (scan.tokens.length === bracket.token + 1) scan.tokens.push({ k: 'text', text: destination.raw });
  scan.tokens.push({ k: 'linkEnd' });
  scan.at = destination.end;
  return true;
}

/** Nothing inside a link is a link of its own, and no bracket before it can become one around it. */
function closeLink(scan: Scan, bracket: Bracket, href: string): void {
  const inside = scan.tokens.splice(bracket.token);
  pairDelimiters(scan.runs.splice(bracket.runs), scan.meter);
  scan.spans.length = bracket.spans;
  scan.brackets = [];
  dropImageMark(scan);
  scan.tokens.push({ k: 'linkStart', href });
  for (const token of inside.slice(1)) {
    scan.meter.steps += 1;
    scan.tokens.push(token.k === 'node' && !isPlain(token.node) ? { k: 'text', text: token.raw } : token);
  }
}

function isPlain(node: Inline): boolean {
  return typeof node !== 'string' && (node.t === 'code' || node.t === 'break');
}

// An image is a link with its text: the mark before it goes, a sentence's exclamation mark stays.
function dropImageMark(scan: Scan): void {
  const last = scan.tokens.at(-1);
  if (last?.k !== 'text' || !last.text.endsWith('!')) return;
  if (isSpace(characterBefore(last.text, last.text.length - 1))) last.text = last.text.slice(0, -1);
}
