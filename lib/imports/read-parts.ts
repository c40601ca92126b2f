import 'server-only';
import { Invalid } from '@/lib/errors';

/** One field of a form as it comes in; its body is to be read before the next part is asked for. */
export type Part = { name: string; fileName: string | null; body: AsyncIterable<Uint8Array> };

const MAX_HEAD = 16 * 1024;
const MAX_TEXT = 64 * 1024;

const broken = () => new Invalid({ file: 'The file did not arrive whole. Send it again.' });

/** Bytes that are taken from a stream up to a mark, as they come. */
class Cutter {
  private held: Buffer = Buffer.alloc(0);

  constructor(
    private readonly source: AsyncIterator<Uint8Array>,
    start: string,
  ) {
    this.held = Buffer.from(start);
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next();
    if (done) throw broken();
    this.held = Buffer.concat([this.held, value]);
  }

  async take(length: number): Promise<string> {
    while (this.held.length < length) await this.more();
    const taken = this.held.toString('latin1', 0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  /** What stands before the mark. Only as much is kept back as the mark may begin in. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.held.indexOf(mark);
      const safe = at >= 0 ? at : this.held.length - mark.length + 1;
      const before = this.held.subarray(0, Math.max(0, safe));
      this.held = this.held.subarray(before.length + (at >= 0 ? mark.length : 0));
      if (before.length > 0) yield before;
      if (at >= 0) return;
      await this.more();
    }
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > limit) throw broken();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

const parameter = (head: string, name: string) =>
  new RegExp(`^content-disposition:[^\\r\\n]*;\\s*${name}="([^"\\r\\n]*)"`, 'im').exec(head)?.[1] ?? null;

/**
 * Reads a form with a file as a stream, so that a file of any size passes through without being kept. Throws Invalid where
 * it ends before its end.
 */
export async function* readParts(source: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<Part> {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,200})"?/i.exec(contentType)?.[1];
  if (!boundary) throw broken();
  const mark = Buffer.from(`\r\n--${boundary}`);
  const cutter = new Cutter(source[Symbol.asyncIterator](), '\r\n');
  for await (const _ of cutter.until(mark));
  while ((await cutter.take(2)) !== '--') {
    const head = await textOf(cutter.until(Buffer.from('\r\n\r\n')), MAX_HEAD);
    const body = cutter.until(mark);
    yield { name: parameter(head, 'name') ?? '', fileName: parameter(head, 'filename'), body };
    for await (const _ of body);
  }
}

/** The text of a part that is no file. */
export const readText = (body: AsyncIterable<Uint8Array>): Promise<string> => textOf(body, MAX_TEXT);
