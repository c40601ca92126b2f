/** What an upload may weigh; MAX_UPLOAD_MB may make it less. Cameras stay well below. */
export const MAX_PHOTO_MB = 20;

/** Decoded, a picture takes four bytes a pixel: this bounds memory whatever the file weighs. */
export const MAX_PIXELS = 50_000_000;

/** Decoders that are ever fed: those of cameras and of the web. SVG is a program, the rest is rarely a photo. */
export const photoTypes = 'image/jpeg,image/png,image/webp,image/gif';

export const photoKinds = ['photo', 'banner'] as const;

export type PhotoKind = (typeof photoKinds)[number];

export const photoSizes = ['small', 'large'] as const;

export type PhotoSize = (typeof photoSizes)[number];

/** Width and height of what is kept. */
export const dimensions: Record<PhotoKind, Record<PhotoSize, readonly [number, number]>> = {
  photo: { small: [96, 96], large: [512, 512] },
  banner: { small: [600, 150], large: [1200, 300] },
};

/** Why a picture was not taken: what the person reads, and the status of the answer. */
export const photoProblems = {
  none: { status: 422, words: 'Choose a picture first.' },
  large: {
    status: 413,
    words: `This file is too large. Choose a picture of at most ${MAX_PHOTO_MB} MB.`,
  },
  type: { status: 415, words: 'This is no picture that can be used here. Choose a JPEG, PNG, WebP or GIF file.' },
  pixels: {
    status: 413,
    words:
      'This picture has more than 50 million pixels. Make it smaller, for example 2,000 × 2,000, and choose it again.',
  },
  broken: {
    status: 422,
    words: 'This picture is damaged or was cut off on its way. Open it, save it again and choose the new file.',
  },
  crop: {
    status: 422,
    words:
      'The part that you chose does not lie inside the picture. Leave left, top and size empty to take its middle.',
  },
  form: { status: 400, words: 'The form did not arrive as it was sent. Choose the picture again.' },
  missing: { status: 404, words: 'What this picture was for is not here any more, or it is not open to you.' },
  forbidden: { status: 403, words: 'You may not change this picture.' },
  busy: { status: 429, words: 'Too many pictures at once. Please try again in a minute.' },
  unavailable: { status: 503, words: 'The picture could not be saved just now. Please try again in a moment.' },
} as const satisfies Record<string, { status: number; words: string }>;

export type PhotoProblem = keyof typeof photoProblems;

/** The problem that an address names, if we ever name such a one. */
export function photoProblem(code: string | undefined): (typeof photoProblems)[PhotoProblem] | null {
  return code !== undefined && Object.hasOwn(photoProblems, code) ? photoProblems[code as PhotoProblem] : null;
}

/** A square in pixels of the picture as it is shown, from its top left corner. */
export type Crop = { x: number; y: number; size: number };

export type Box = { left: number; top: number; width: number; height: number };

/** The largest part of this shape in the middle of a picture. */
export function middle(width: number, height: number, [shapeWidth, shapeHeight]: readonly [number, number]): Box {
  const scale = Math.min(width / shapeWidth, height / shapeHeight);
  const box = {
    width: Math.max(1, Math.min(width, Math.round(shapeWidth * scale))),
    height: Math.max(1, Math.min(height, Math.round(shapeHeight * scale))),
  };
  return { ...box, left: Math.floor((width - box.width) / 2), top: Math.floor((height - box.height) / 2) };
}

/** Whether a crop lies wholly inside a picture. */
export function isInside({ x, y, size }: Crop, width: number, height: number): boolean {
  return size >= 1 && x >= 0 && y >= 0 && x + size <= width && y + size <= height;
}

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif';

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((char, index) => bytes[at + index] === char.charCodeAt(0));

/** What a file is by its first bytes, whatever its name and declared type say; null for everything else. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  return startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) ? 'webp' : null;
}

/** A square by parts: its side of the shorter edge, and where it lies between the edges. */
export type Square = { x: number; y: number; size: number };

export const wholeSquare: Square = { x: 0.5, y: 0.5, size: 1 };

/** The same square in pixels of a picture. */
export function cropOf(square: Square, width: number, height: number): Crop {
  const size = Math.max(1, Math.round(Math.min(width, height) * square.size));
  return { x: Math.round((width - size) * square.x), y: Math.round((height - size) * square.y), size };
}
