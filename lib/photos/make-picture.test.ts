import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { hugePng, noisePicture } from '@/lib/testing/pictures';
import { makePicture } from './make-picture';
import { PhotoRefused } from './refused';

const problemOf = (file: Uint8Array, crop: Parameters<typeof makePicture>[2] = null) =>
  makePicture(file, 'photo', crop).then(
    () => 'taken',
    (error: unknown) => (error instanceof PhotoRefused ? error.problem : Promise.reject(error)),
  );

const text = (content: string) => new TextEncoder().encode(content);

const svg = text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');

/** A picture of four fields: red, green, blue and white, from the top left in the order of reading. */
async function fields(width = 200, height = 200) {
  const [w, h] = [width / 2, height / 2];
  const field = (background: string, left: number, top: number) => ({
    input: { create: { width: w, height: h, channels: 3 as const, background } },
    left,
    top,
  });
  const parts = [field('red', 0, 0), field('lime', w, 0), field('blue', 0, h), field('white', w, h)];
  return sharp({ create: { width, height, channels: 3, background: 'black' } }).composite(parts);
}

async function colourAt(picture: Uint8Array, left: number, top: number): Promise<string> {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [r = 0, g = 0, b = 0] = data;
  return [r, g, b].map((part) => (part > 127 ? '1' : '0')).join('');
}

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'gif'] as const)('of type %s becomes WebP in two sizes', async (format) => {
    const { small, large } = await makePicture(await noisePicture(format), 'photo', null);
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 96, height: 96 });
    expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512 });
  });

  test('of a banner is four times as wide as high', async () => {
    const { small, large } = await makePicture(await noisePicture('jpeg'), 'banner', null);
    expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 1200, height: 300 });
    expect(await sharp(small).metadata()).toMatchObject({ width: 600, height: 150 });
  });

  test('of one pixel, and one as thin as a thread, are taken', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 12_000],
      [12_000, 1],
    ] as const) {
      const file = await sharp({ create: { width, height, channels: 3, background: 'red' } })
        .png()
        .toBuffer();
      expect(await problemOf(file)).toBe('taken');
    }
  });

  test('loses its metadata, and stands upright without it', async () => {
    const exif = { IFD0: { Copyright: 'somebody', Make: 'camera' }, IFD3: { GPSLatitude: '47/1 22/1 0/1' } };
    const turned = await (await fields()).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    const { large } = await makePicture(turned, 'photo', null);
    const { exif: left, orientation, icc, xmp } = await sharp(large).metadata();
    expect([left, orientation, icc, xmp]).toEqual([undefined, undefined, undefined, undefined]);
    // Orientation 6 is shown turned a quarter to the right: blue comes to the top left, red to the top right.
    expect([await colourAt(large, 50, 50), await colourAt(large, 460, 50)]).toEqual(['001', '100']);
  });

  test('is cut to the square that was chosen, in pixels of the upright picture', async () => {
    const file = await (await fields()).png().toBuffer();
    const { large } = await makePicture(file, 'photo', { x: 110, y: 10, size: 80 });
    expect([await colourAt(large, 5, 5), await colourAt(large, 506, 506)]).toEqual(['010', '010']);
  });

  test('without a chosen square is cut to its middle', async () => {
    const { large } = await makePicture(await (await fields(400, 200)).png().toBuffer(), 'photo', null);
    expect([await colourAt(large, 5, 5), await colourAt(large, 506, 506)]).toEqual(['100', '111']);
  });
});

describe('refused is', () => {
  test('an SVG, whatever it is called, before anything renders it', async () => {
    expect(await problemOf(svg)).toBe('type');
    expect(await problemOf(text(`<?xml version="1.0"?>${new TextDecoder().decode(svg)}`))).toBe('type');
  });

  test('what is no picture: nothing, text, HTML, a PDF, an executable', async () => {
    for (const content of [
      '',
      'hello',
      '<!doctype html><script>alert(1)</script>',
      '%PDF-1.7\n',
      'MZ\x90\x00',
      'BM....',
    ]) {
      expect(await problemOf(text(content))).toBe('type');
    }
  });

  test('a TIFF and an AVIF, whose decoders this process does not have', async () => {
    const image = await fields();
    expect(await problemOf(await image.clone().tiff().toBuffer())).toBe('type');
    expect(await problemOf(await image.clone().avif({ effort: 0 }).toBuffer())).toBe('type');
  });

  test('a picture of 11,000 × 11,000 by its header, in a moment', async () => {
    const file = hugePng(11_000, 11_000);
    expect(file.byteLength).toBeLessThan(2_000_000);
    const start = performance.now();
    expect(await problemOf(file)).toBe('pixels');
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('a header that announces more than there is to decode', async () => {
    const file = Buffer.from(await noisePicture('png'));
    file.writeUInt32BE(0x7fffffff, 16);
    expect(['pixels', 'broken']).toContain(await problemOf(file));
  });

  test.each(['jpeg', 'png', 'webp', 'gif'] as const)('a %s that was cut off', async (format) => {
    const file = await noisePicture(format);
    for (const part of [0.9, 0.5, 0.1])
      expect(await problemOf(file.subarray(0, file.byteLength * part))).toBe('broken');
  });

  test('a square that does not lie inside', async () => {
    const file = await noisePicture('png');
    for (const crop of [
      { x: 300, y: 0, size: 50 },
      { x: 0, y: 0, size: 5000 },
      { x: 0, y: 0, size: 0 },
    ]) {
      expect(await problemOf(file, crop)).toBe('crop');
    }
  });
});

test('a polyglot is taken for the picture it begins with, and nothing else of it is kept', async () => {
  const script = text('<script>alert("polyglot")</script><svg onload="alert(1)"/>');
  const { small, large } = await makePicture(Buffer.concat([await noisePicture('gif'), script]), 'photo', null);
  for (const picture of [small, large]) expect(Buffer.from(picture).toString('latin1')).not.toContain('script');
});

test('more pictures at once than may wait are told to come later, and the others are made', async () => {
  const file = await noisePicture('jpeg');
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => problemOf(file)));
  expect(new Set(outcomes)).toEqual(new Set(['taken', 'busy']));
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(22);
});
