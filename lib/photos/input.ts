import 'server-only';
import { z } from 'zod';
import { photoKinds } from './rules';

const subjectId = z.uuid();
const kind = z.enum(photoKinds);

const pixels = z
  .string()
  .regex(/^\d{0,5}$/)
  .optional()
  .transform((text) => (text ? Number(text) : null));

/** The fields beside the file. A crop is whole or absent. */
export const uploadInput = z
  .object({ subject: subjectId, kind, x: pixels, y: pixels, size: pixels })
  .refine(({ x, y, size }) => [x, y, size].every((side) => side === null) || size !== null, 'crop')
  .transform(({ subject, kind, x, y, size }) => ({
    subjectId: subject,
    kind,
    crop: size === null ? null : { x: x ?? 0, y: y ?? 0, size },
  }));

export type UploadInput = z.output<typeof uploadInput>;

export const removePhotoInput = z.object({ subjectId: z.uuid('This is not here any more.'), kind });

export type RemovePhotoInput = z.output<typeof removePhotoInput>;
