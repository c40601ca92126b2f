import { characterAt, characterBefore, isPunctuation, isSpace } from './characters';
import type { Meter } from './meter';
import type { Style } from './tree';

/** A run of `*`, `_` or `~~`: what it ends, how many of its marks stay text, what it starts. */
export type Delimiter = {
  mark: string;
  left: number;
  length: number;
  canOpen: boolean;
  canClose: boolean;
  ends: Style[];
  starts: Style[];
};

/** CommonMark's flanking rules for the run of marks at a position. */
export function readDelimiter(text: string, at: number): Delimiter {
  const mark = text.charAt(at);
  let end = at;
  while (text.charAt(end) === mark) end += 1;
  const before = characterBefore(text, at);
  const after = characterAt(text, end);
  const opens = flanks(after, before);
  const closes = flanks(before, after);
  const isUnderscore = mark === '_';
  return {
    mark,
    left: end - at,
    length: end - at,
    canOpen: opens && (!isUnderscore || !closes || isPunctuation(before)),
    canClose: closes && (!isUnderscore || !opens || isPunctuation(after)),
    ends: [],
    starts: [],
  };
}

/**
 * Pairs the runs in order, each closer with the nearest opener that fits. `floors` remembers how far down a kind of closer
 * has searched in vain, so that no opener is looked at twice for it and the whole stays linear.
 */
export function pairDelimiters(runs: Delimiter[], meter: Meter): void {
  const openers: Delimiter[] = [];
  const floors = new Map<string, number>();
  for (const run of runs) {
    if (run.canClose) closeWith(run, openers, floors, meter);
    if (run.canOpen && run.left > 0) openers.push(run);
  }
}

function closeWith(closer: Delimiter, openers: Delimiter[], floors: Map<string, number>, meter: Meter): void {
  const kind = `${closer.mark}${closer.canOpen}${closer.length % 3}`;
  while (closer.left > 0) {
    const found = findOpener(closer, openers, floors.get(kind) ?? 0, meter);
    const opener = openers[found];
    if (!opener) {
      floors.set(kind, openers.length);
      return;
    }
    pair(opener, closer, meter);
    openers.length = opener.left > 0 ? found + 1 : found;
    lowerFloors(floors, openers.length);
  }
}

function lowerFloors(floors: Map<string, number>, height: number): void {
  for (const [kind, floor] of floors) floors.set(kind, Math.min(floor, height));
}

function findOpener(closer: Delimiter, openers: Delimiter[], floor: number, meter: Meter): number {
  for (let index = openers.length - 1; index >= floor; index -= 1) {
    meter.steps += 1;
    const opener = openers[index];
    if (opener && fits(opener, closer)) return index;
  }
  return -1;
}

function fits(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.mark !== closer.mark) return false;
  const isBetweenWords = opener.canClose || closer.canOpen;
  const isThird = (opener.length + closer.length) % 3 === 0 && opener.length % 3 !== 0;
  return closer.mark === '~' || !isBetweenWords || !isThird;
}

function pair(opener: Delimiter, closer: Delimiter, meter: Meter): void {
  const width = opener.left > 1 && closer.left > 1 ? 2 : 1;
  const style = styleOf(closer.mark, width);
  meter.steps += 1;
  opener.left -= width;
  closer.left -= width;
  opener.starts.push(style);
  closer.ends.push(style);
}

function styleOf(mark: string, width: number): Style {
  if (mark === '~') return 'strike';
  return width === 2 ? 'strong' : 'emphasis';
}

function flanks(inner: string, outer: string): boolean {
  return !isSpace(inner) && (!isPunctuation(inner) || isSpace(outer) || isPunctuation(outer));
}
