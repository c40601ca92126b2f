import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropOf, formatOf, isInside, middle, photoProblem, photoProblems, wholeSquare } from './rules';

const side = fc.integer({ min: 1, max: 20_000 });
const part = fc.double({ min: 0, max: 1, noNaN: true });

test('the middle of a picture lies inside it and fills one of its edges', () => {
  fc.assert(
    fc.property(side, side, fc.constantFrom([1, 1] as const, [4, 1] as const), (width, height, shape) => {
      const box = middle(width, height, shape);
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      expect(box.top + box.height).toBeLessThanOrEqual(height);
      expect(box.width === width || box.height === height).toBe(true);
    }),
  );
});

test('every square that the sliders can make lies inside the picture', () => {
  fc.assert(
    fc.property(side, side, part, part, part, (width, height, x, y, size) => {
      expect(isInside(cropOf({ x, y, size }, width, height), width, height)).toBe(true);
    }),
  );
  expect(cropOf(wholeSquare, 400, 200)).toEqual({ x: 100, y: 0, size: 200 });
});

test('a file is what its first bytes say', () => {
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  expect(formatOf(bytes('\xff\xd8\xff\xe0'))).toBe('jpeg');
  expect(formatOf(bytes('RIFF\x00\x00\x00\x00WEBPVP8 '))).toBe('webp');
  expect(formatOf(bytes('RIFF\x00\x00\x00\x00WAVE'))).toBeNull();
  for (const text of ['', '\xff\xd8', '<svg', 'GIF', ' GIF89a', '\x89PNG']) expect(formatOf(bytes(text))).toBeNull();
});

test('a problem in an address is one of ours or none', () => {
  expect(photoProblem('type')).toBe(photoProblems.type);
  for (const code of [undefined, '', 'constructor', '__proto__', '<script>']) expect(photoProblem(code)).toBeNull();
});
