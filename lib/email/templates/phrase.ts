import 'server-only';
import { isolate, nameLine } from './clean';

/** A piece of a sentence: our own words, or the name of someone or something. */
export type Piece = string | { name: string };

/** One line of a mail, written once for its HTML, its text and its subject. */
export type Phrase = Piece[];

/** Fills a whole sentence: `phrase('{actor} follows you', { actor: 'Anna' })`. Names are never read as a part of the sentence. */
export function phrase(sentence: string, names: Record<string, string> = {}): Phrase {
  return sentence
    .split(/\{(\w+)\}/)
    .map((part, index): Piece => (index % 2 === 0 ? part : { name: nameLine(names[part] ?? '') }))
    .filter((piece) => piece !== '');
}

/** The sentence as text, its names isolated where they run the other way. */
export function plainPhrase(pieces: Phrase): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : isolate(piece.name))).join('');
}
