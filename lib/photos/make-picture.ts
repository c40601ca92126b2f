import 'server-only';
import sharp, { type Metadata } from 'sharp';
import { PhotoRefused } from './refused';
import {
  type Box,
  type Crop,
  dimensions,
  formatOf,
  isInside,
  MAX_PIXELS,
  middle,
  type PhotoKind,
  type PhotoSize,
} from './rules';
import { inTurn } from './turns';

/** A picture as it is kept: WebP of our own making, nothing of the file itself. */
export type Picture = Record<PhotoSize, Uint8Array>;

// Only the decoders that are needed exist for this process, whatever a file claims to be (promises C 61).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'],
});
sharp.cache(false);
sharp.concurrency(1);

const SECONDS = 15;

/** Width and height as shown, from the header alone: what is too large is never decoded. */
async function readHeader(file: Uint8Array): Promise<{ width: number; height: number }> {
  const format = formatOf(file);
  if (!format) throw new PhotoRefused('type');
  const found: Metadata = await sharp(file, { limitInputPixels: false }).metadata();
  if (found.format !== format) throw new PhotoRefused('type');
  const { width, height } = found.autoOrient;
  if (width * height > MAX_PIXELS) throw new PhotoRefused('pixels');
  return { width, height };
}

function partOf(kind: PhotoKind, { width, height }: { width: number; height: number }, crop: Crop | null): Box {
  if (!crop || kind === 'banner') return middle(width, height, dimensions[kind].large);
  if (!isInside(crop, width, height)) throw new PhotoRefused('crop');
  return { left: crop.x, top: crop.y, width: crop.size, height: crop.size };
}

/** Decodes the file once, to the large size; what follows works on our own pixels. */
async function decode(file: Uint8Array, part: Box, [width, height]: readonly [number, number]) {
  return sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .extract(part)
    .resize(width, height, { fit: 'fill' })
    .timeout({ seconds: SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

async function encode({ data, info }: Awaited<ReturnType<typeof decode>>, [width, height]: readonly [number, number]) {
  const { channels } = info;
  const own = sharp(data, { raw: { width: info.width, height: info.height, channels } });
  return own.resize(width, height).webp({ quality: 82 }).toBuffer();
}

async function make(file: Uint8Array, kind: PhotoKind, crop: Crop | null): Promise<Picture> {
  const { small, large } = dimensions[kind];
  const header = await readHeader(file);
  const pixels = await decode(file, partOf(kind, header, crop), large);
  return { small: await encode(pixels, small), large: await encode(pixels, large) };
}

/**
 * Turns an uploaded file into the two pictures that are kept: upright, cut to shape, without metadata. Throws
 * PhotoRefused for whatever is not an honest picture of sensible size.
 */
export async function makePicture(file: Uint8Array, kind: PhotoKind, crop: Crop | null): Promise<Picture> {
  return inTurn(async () => {
    try {
      return await make(file, kind, crop);
    } catch (error) {
      throw error instanceof PhotoRefused ? error : new PhotoRefused('broken');
    }
  });
}
