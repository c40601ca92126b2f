import 'server-only';
import { env } from '@/lib/env';
import { type UploadInput, uploadInput } from './input';
import { PhotoRefused } from './refused';
import { MAX_PHOTO_MB } from './rules';

const MEGABYTE = 1024 * 1024;
/** What the form around the file may take. */
const FORM_BYTES = 64 * 1024;

const maxBytes = () => Math.min(MAX_PHOTO_MB, env.MAX_UPLOAD_MB) * MEGABYTE;

/**
 * Passes on as much as is allowed, throws the rest away and then fails, whatever length was announced. The rest is
 * taken nevertheless: a browser shows an answer only after its whole request was read.
 */
function atMost(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size <= limit) controller.enqueue(chunk);
    },
    flush(controller) {
      if (size > limit) controller.error(new PhotoRefused('large'));
    },
  });
}

async function readForm({ body, headers }: Request): Promise<FormData> {
  if (!body) throw new PhotoRefused('form');
  const limit = maxBytes() + FORM_BYTES;
  if (Number(headers.get('content-length') ?? 0) > limit) {
    await body.pipeTo(new WritableStream());
    throw new PhotoRefused('large');
  }
  const type = headers.get('content-type') ?? '';
  return new Response(body.pipeThrough(atMost(limit)), { headers: { 'Content-Type': type } }).formData();
}

/** The text fields of an upload form, and its file, which is never larger than allowed. */
export type Upload = { fields: Record<string, string>; file: Uint8Array };

/** Reads an upload form without ever holding more than the limit. Throws PhotoRefused. */
export async function readUpload(request: Request): Promise<Upload> {
  const form = await readForm(request).catch((error: unknown) => {
    throw error instanceof PhotoRefused ? error : new PhotoRefused('form');
  });
  const file = form.get('file');
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  if (bytes.byteLength > maxBytes()) throw new PhotoRefused('large');
  return { fields: Object.fromEntries(texts), file: bytes };
}

/** What the form says that the picture is for. Throws PhotoRefused. */
export function parseUpload({ fields, file }: Upload): UploadInput & { file: Uint8Array } {
  const parsed = uploadInput.safeParse(fields);
  if (!parsed.success) {
    const isCrop = parsed.error.issues.every(({ path }) => ['x', 'y', 'size', undefined].includes(path[0]?.toString()));
    throw new PhotoRefused(isCrop ? 'crop' : 'form');
  }
  if (file.byteLength === 0) throw new PhotoRefused('none');
  return { ...parsed.data, file };
}
