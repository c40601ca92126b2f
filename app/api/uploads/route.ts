import { currentSession } from '@/lib/auth/current';
import { Forbidden, Invalid, NotFound, TooMany } from '@/lib/errors';
import { pagePath } from '@/lib/forms/deed';
import { setFlash } from '@/lib/forms/flash';
import { countUse, limits } from '@/lib/forms/rate-limit';
import { returnPath } from '@/lib/forms/return-path';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { parseUpload, readUpload } from '@/lib/photos/read-upload';
import { PhotoRefused } from '@/lib/photos/refused';
import { type PhotoProblem, photoProblems } from '@/lib/photos/rules';
import { setPhoto } from '@/lib/photos/set-photo';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

function problemOf(error: unknown): PhotoProblem {
  if (error instanceof PhotoRefused) return error.problem;
  if (error instanceof NotFound) return 'missing';
  if (error instanceof Forbidden) return 'forbidden';
  if (error instanceof TooMany) return 'busy';
  if (error instanceof Invalid) return 'form';
  if (!isDatabaseDown(error)) log.error('upload.failed', error, { id: newId() });
  return 'unavailable';
}

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

/** A browser shows an answer only after its whole request was read; the server's hook has bounded what that can be. */
async function drain({ body, bodyUsed }: Request): Promise<void> {
  if (body && !bodyUsed) await body.pipeTo(new WritableStream()).catch(() => undefined);
}

/** A browser goes back to its form, where the words stand beside the field; a program gets them with their status. */
function refuse(request: Request, problem: PhotoProblem, back: URL): Response {
  const { status, words } = photoProblems[problem];
  if (!request.headers.get('accept')?.includes('text/html') || back.pathname === '/') {
    return new Response(words, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
  back.searchParams.set('problem', problem);
  return seeOther(back.pathname + back.search + back.hash);
}

/** The page with the form: as the form says, or, before that is read, as the browser does. */
function pageOf(path: string): URL {
  const url = new URL(returnPath(path), 'http://here.invalid');
  url.searchParams.delete('problem');
  url.hash = 'pictures';
  return url;
}

/** Takes a photo or banner of a person or a group. A route, because server actions answer a large body with a bare error. */
export async function POST(request: Request): Promise<Response> {
  let back = pageOf(await pagePath());
  try {
    assertSameOrigin(request);
    const session = await currentSession();
    if (!session) {
      await drain(request);
      return seeOther(`/login?return=${encodeURIComponent(back.pathname)}`);
    }
    await countUse(limits.upload, session.viewer.id);
    const upload = await readUpload(request);
    back = pageOf(upload.fields.return ?? back.pathname);
    await setPhoto(session.viewer, parseUpload(upload));
    await setFlash(upload.fields.kind === 'banner' ? 'The banner is saved.' : 'The photo is saved.');
    return seeOther(back.pathname + back.search + back.hash);
  } catch (error) {
    await drain(request);
    return refuse(request, problemOf(error), back);
  }
}
