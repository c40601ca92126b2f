import type { Viewer } from '@/lib/access/viewer';
import { currentSession } from '@/lib/auth/current';
import { Forbidden } from '@/lib/errors';
import { signChannel, signPerson } from '@/lib/realtime/adapter';
import { authorise } from '@/lib/realtime/channels';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

const headers = { 'Cache-Control': 'no-store' };
/** A browser says each 403 on its console; our own pages ask to be spared that, because theirs is no error. */
const refused = (isQuiet = false) => Response.json({ error: 'Refused' }, { status: isQuiet ? 200 : 403, headers });

/** Signed texts join id and channel with a colon, so an id is digits and nothing else. */
const isSocketId = /^\d{1,20}\.\d{1,20}$/;

/** The one value of a field that must not be there twice; null when it is absent. */
function only(form: URLSearchParams, name: string): string | null {
  const [value, ...more] = form.getAll(name);
  if (more.length > 0) throw new Forbidden(`${name} is there more than once.`);
  return value ?? null;
}

type Asked = { socketId: string; channel: string | null; isQuiet: boolean };

async function readForm(request: Request): Promise<Asked> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    throw new Forbidden('Not a form.');
  const form = new URLSearchParams(await request.text());
  const socketId = only(form, 'socket_id') ?? '';
  if (!isSocketId.test(socketId)) throw new Forbidden('Not the id of a socket.');
  return { socketId, channel: only(form, 'channel_name'), isQuiet: form.has('quiet') };
}

async function sign(viewer: Viewer, { socketId, channel }: Asked): Promise<object | null> {
  if (channel === null) return signPerson(socketId, viewer.id);
  return (await authorise(viewer, channel)) ? signChannel(socketId, channel) : null;
}

async function answer(asked: Asked): Promise<Response> {
  try {
    const session = await currentSession();
    const signed = session && (await sign(session.viewer, asked));
    return signed ? Response.json(signed, { headers }) : refused(asked.isQuiet);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    return Response.json({ error: 'Unavailable' }, { status: asked.isQuiet ? 200 : 503, headers });
  }
}

/**
 * Signs for a page's socket: whose it is and, when a channel is named, that its person may listen there now. Whatever
 * is refused is refused in the same words, so that nobody learns which channels there are.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    return await answer(await readForm(request));
  } catch (error) {
    if (error instanceof Forbidden) return refused();
    throw error;
  }
}
