import { currentSession } from '@/lib/auth/current';
import { Forbidden, Invalid, NotFound, TooMany } from '@/lib/errors';
import { setFlash } from '@/lib/forms/flash';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { newId } from '@/lib/ids';
import { demandImport } from '@/lib/imports/may-import';
import { readParts, readText } from '@/lib/imports/read-parts';
import { receiveFile } from '@/lib/imports/receive-file';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

type Refusal = { status: number; words: string };

const page = '/setup/import';
const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

function refusalOf(error: unknown): Refusal {
  if (error instanceof Invalid) return { status: 400, words: Object.values(error.fields)[0] ?? 'This is no CSV file.' };
  if (error instanceof Forbidden) return { status: 403, words: 'You may not import records.' };
  if (error instanceof NotFound) return { status: 404, words: 'This kind of record is not here any more.' };
  if (error instanceof TooMany) return { status: 429, words: 'That was a lot at once. Please try again in a minute.' };
  if (!isDatabaseDown(error)) log.error('import.upload_failed', error, { id: newId() });
  return { status: 503, words: 'The file could not be kept just now, so nothing was. Please try again in a moment.' };
}

/** The body as it comes. A browser shows an answer only after its whole request was read: `drain` takes the rest. */
function bytesOf({ body }: Request) {
  const reader = body?.getReader();
  const next = async () => (reader ? reader.read() : { done: true as const, value: undefined });
  async function* bytes() {
    for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
  }
  const drain = async () => {
    for (let piece = await next(); !piece.done; piece = await next());
  };
  return { bytes: bytes(), drain: () => drain().catch(() => undefined) };
}

async function receive(request: Request, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const session = await currentSession();
  if (!session) return `/login?return=${encodeURIComponent(page)}`;
  demandImport(session.viewer);
  await countUse(limits.upload, session.viewer.id);
  let object = '';
  for await (const { name, fileName, body } of readParts(bytes, request.headers.get('content-type') ?? '')) {
    if (name === 'object') object = await readText(body);
    if (name !== 'file') continue;
    const { id } = await receiveFile(session.viewer, { object, fileName: fileName ?? '', bytes: body });
    return `${page}/${id}`;
  }
  throw new Invalid({ file: 'Choose a file.' });
}

/** Takes in a file of records as a stream. A route, because server actions hold their whole form in memory. */
export async function POST(request: Request): Promise<Response> {
  const { bytes, drain } = bytesOf(request);
  try {
    assertSameOrigin(request);
    const target = await receive(request, bytes);
    await drain();
    return seeOther(target);
  } catch (error) {
    await drain();
    const { status, words } = refusalOf(error);
    if (!request.headers.get('accept')?.includes('text/html')) {
      return new Response(words, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
    }
    await setFlash(words);
    return seeOther(page);
  }
}
