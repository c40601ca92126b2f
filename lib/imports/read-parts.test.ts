import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { readParts, readText } from './read-parts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function encoded(fields: Record<string, string>, file: Uint8Array) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([file as Uint8Array<ArrayBuffer>]), 'deals of “May”.csv');
  const request = new Response(form);
  return { type: request.headers.get('content-type') ?? '', bytes: new Uint8Array(await request.arrayBuffer()) };
}

async function read(bytes: Uint8Array, type: string, size: number) {
  const found: Record<string, string> = {};
  for await (const { name, fileName, body } of readParts(inPieces(bytes, size), type))
    found[fileName === null ? name : `${name} ${fileName}`] = await readText(body);
  return found;
}

test('what a form sends is read as it was, wherever the stream is cut', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('\r\n', '\r\n--', '--', '', '\r\n\r\n'),
  );
  await fc.assert(
    fc.asyncProperty(text, text, fc.integer({ min: 1, max: 40 }), async (object, content, size) => {
      const { type, bytes } = await encoded({ object }, new TextEncoder().encode(content));
      const typed = object.replace(/\r\n|\r|\n/g, '\r\n');
      expect(await read(bytes, type, size)).toEqual({
        object: typed,
        'file deals of “May”.csv': content,
      });
    }),
  );
});

test('a form that ends before its end is refused', async () => {
  const { type, bytes } = await encoded({ object: 'account' }, new TextEncoder().encode('name\nOne\n'));
  for (const length of [0, 20, bytes.length / 2, bytes.length - 10])
    await expect(read(bytes.subarray(0, length), type, 16)).rejects.toThrow(Invalid);
  await expect(read(bytes, 'text/plain', 16)).rejects.toThrow(Invalid);
});

test('a part that nobody reads is passed over', async () => {
  const { type, bytes } = await encoded({ first: 'x'.repeat(100), second: 'y' }, new Uint8Array());
  const names: string[] = [];
  for await (const { name } of readParts(inPieces(bytes, 9), type)) names.push(name);
  expect(names).toEqual(['first', 'second', 'file']);
});
