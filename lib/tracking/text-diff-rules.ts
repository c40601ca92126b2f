import { diffWordsWithSpace } from 'diff';

/** A stretch of two texts: in both, only in the old one, only in the new one. */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

/** A diff as it is read: `gap` stands for so many words that are as they were. */
export type ShownPiece = Piece | { kind: 'gap'; words: number };

/** More differences than these are another text, not an edited one; finding them all would take seconds. */
const MAX_EDITS = 400;

/** Words that stay around a change so that one sees where it is. */
const AROUND = 8;

/** Characters of a diff that show at once, and of one that is opened; nobody reads a page of it in a feed. */
export const SHOWN_DIFF = 320;
export const MOST_DIFF = 4000;

const whole = (old: string, now: string): Piece[] =>
  [
    { kind: 'removed' as const, text: old },
    { kind: 'added' as const, text: now },
  ].filter(({ text }) => text !== '');

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** How many characters two texts have in common from one end, never half a pair. */
function shared(old: string, now: string, fromEnd: boolean, most: number): number {
  const at = (text: string, index: number) => text.charCodeAt(fromEnd ? text.length - 1 - index : index);
  let length = 0;
  while (length < most && at(old, length) === at(now, length)) length++;
  while (length > 0 && splits(old, length, fromEnd)) length--;
  return length;
}

const splits = (text: string, length: number, fromEnd: boolean) =>
  isLow(text.charCodeAt(fromEnd ? text.length - length : length));

/** What differs lies between what both begin and end with. */
function replaced(old: string, now: string): Piece[] {
  const head = shared(old, now, false, Math.min(old.length, now.length));
  const tail = shared(old, now, true, Math.min(old.length, now.length) - head);
  const pieces: Piece[] = [
    { kind: 'same', text: old.slice(0, head) },
    ...whole(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    { kind: 'same', text: old.slice(old.length - tail) },
  ];
  return pieces.filter(({ text }) => text !== '');
}

/** Two texts, word by word. What is the same or removed makes the old text again, what is the same or added the new one. */
export function textDiff(old: string, now: string): Piece[] {
  const found = diffWordsWithSpace(old, now, { maxEditLength: MAX_EDITS });
  if (!found) return replaced(old, now);
  return found.map(({ added, removed, value: text }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text,
  }));
}

const wordsOf = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];

/** A stretch that did not change, without its middle: of the first one the beginning goes as well, of the last one the end. */
function around(text: string, isFirst: boolean, isLast: boolean): ShownPiece[] {
  const words = wordsOf(text);
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  if (words.length <= head + tail + 2) return [{ kind: 'same', text }];
  const pieces: ShownPiece[] = [
    { kind: 'same', text: words.slice(0, head).join('') },
    { kind: 'gap', words: words.length - head - tail },
    { kind: 'same', text: words.slice(words.length - tail).join('') },
  ];
  return pieces.filter((piece) => piece.kind === 'gap' || piece.text !== '');
}

/** The changes of a text with a few words around each. */
export function shortDiff(pieces: readonly Piece[]): ShownPiece[] {
  return pieces.flatMap((piece, index) =>
    piece.kind === 'same' ? around(piece.text, index === 0, index === pieces.length - 1) : [piece],
  );
}

const lengthOf = (piece: ShownPiece) => (piece.kind === 'gap' ? 1 : piece.text.length);

const cutAt = (text: string, length: number) => (isLow(text.charCodeAt(length)) ? length - 1 : length);

/** A piece in two at so many characters. */
function halves(piece: ShownPiece, length: number): [ShownPiece, ShownPiece] | null {
  if (piece.kind === 'gap' || length < 1) return null;
  const at = cutAt(piece.text, length);
  if (at < 1) return null;
  return [
    { ...piece, text: piece.text.slice(0, at) },
    { ...piece, text: piece.text.slice(at) },
  ];
}

/** The first `length` characters of a diff, and the rest. */
export function splitDiff(pieces: readonly ShownPiece[], length: number): [ShownPiece[], ShownPiece[]] {
  let left = length;
  const index = pieces.findIndex((piece) => {
    left -= lengthOf(piece);
    return left < 0;
  });
  const piece = pieces[index];
  if (!piece) return [[...pieces], []];
  const [first, second] = halves(piece, left + lengthOf(piece)) ?? [null, piece];
  return [
    [...pieces.slice(0, index), ...(first ? [first] : [])],
    [second, ...pieces.slice(index + 1)],
  ];
}
