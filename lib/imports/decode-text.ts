import 'server-only';
import type { Encoding } from './rules';

type Bytes = AsyncIterable<Uint8Array>;

const boms: readonly { encoding: Encoding; bom: readonly number[] }[] = [
  { encoding: 'utf-8', bom: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bom: [0xff, 0xfe] },
  { encoding: 'utf-16be', bom: [0xfe, 0xff] },
];

/** What files begin with that are no text, and what they are. */
const others: readonly { is: string; begins: readonly number[] }[] = [
  { is: 'a spreadsheet or an archive', begins: [0x50, 0x4b, 0x03, 0x04] },
  { is: 'an old spreadsheet', begins: [0xd0, 0xcf, 0x11, 0xe0] },
  { is: 'a compressed file', begins: [0x1f, 0x8b] },
  { is: 'a PDF', begins: [0x25, 0x50, 0x44, 0x46] },
];

const beginsWith = (bytes: Uint8Array, begin: readonly number[]) => begin.every((byte, at) => bytes[at] === byte);

/** What a file is that is no text; null for one that may be. */
export function otherThanText(head: Uint8Array): string | null {
  return others.find(({ begins }) => beginsWith(head, begins))?.is ?? null;
}

/** UTF-16 says so by its byte order mark; all else is read as UTF-8, with and without one. */
export function encodingOf(head: Uint8Array): Encoding {
  return boms.find(({ bom }) => beginsWith(head, bom))?.encoding ?? 'utf-8';
}

/** The first bytes of a stream, and the stream with them. */
export async function peek(source: Bytes, size: number): Promise<{ head: Uint8Array; all: Bytes }> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await iterator.next();
    if (done) break;
    taken.push(value);
    length += value.byteLength;
  }
  async function* all() {
    try {
      yield* taken.splice(0);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(taken).subarray(0, size), all: all() };
}

/** Bytes as text without byte order mark. What is no sign in its encoding becomes U+FFFD, which the rows are looked through for. */
export async function* decodeText(source: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
