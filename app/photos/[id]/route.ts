import { currentSession } from '@/lib/auth/current';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { type FoundPhoto, findPhoto } from '@/lib/photos/queries';
import { isDatabaseDown } from '@/lib/server/database-down';

const DAY = 86_400;

const safe = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Accept-Ranges': 'none',
};

/** One answer for what never was, what is gone and what is not the visitor's to see. */
function refuse(status: 404 | 503, words: string): Response {
  const headers = { ...safe, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'private, no-store' };
  return new Response(words, { status, headers });
}

/**
 * A picture may stay in its reader's browser for a day when every colleague may see it: its address changes with every
 * upload. Guests and unlisted groups lose access from one request to the next, so theirs is never kept.
 */
function show({ bytes, isForAll }: FoundPhoto): Response {
  const headers = {
    ...safe,
    'Content-Type': 'image/webp',
    'Cache-Control': isForAll ? `private, max-age=${DAY}, immutable` : 'private, no-store',
    Vary: 'Cookie',
  };
  return new Response(new Uint8Array(bytes), { headers });
}

type Address = { params: Promise<{ id: string }> };

/** A photo, after asking on every request who wants to see it. Also answers HEAD. */
export async function GET(request: Request, { params }: Address): Promise<Response> {
  try {
    const session = await currentSession();
    const { id } = await params;
    const size = new URL(request.url).searchParams.get('size') === 'large' ? 'large' : 'small';
    const photo = session ? await findPhoto(session.viewer, id, size) : null;
    return photo ? show(photo) : refuse(404, 'There is no picture here.');
  } catch (error) {
    const id = newId();
    log.error(isDatabaseDown(error) ? 'photo.database' : 'photo.bug', error, { id });
    return refuse(503, 'This picture cannot be shown just now.');
  }
}
