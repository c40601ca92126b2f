import { currentSession } from '@/lib/auth/current';
import { Forbidden } from '@/lib/errors';
import { signChannel, signPerson } from '@/lib/realtime/adapter';
import { authorise } from '@/lib/realtime/channels';
import { isDatabaseDown } from '@/lib/server/database-down';
import { assertSameOrigin } from '@/lib/server/same-origin';

const headers = { 'Cache-Control': 'no-store' };
const refused = () => Response.json({ error: 'Refused' }, { status: 403, headers });

/** Signed texts join id and channel with a colon, so an id is digits and nothing else. */
const isSocketId = /^\d{1,20}\.\d{1,20}$/;

/** The one value of a field that must not be there twice; null when it is absent. */
function only(form: URLSearchParams, name: string): string | null {
  const [value, ...more] = form.getAll(name);
  if (more.length > 0) throw new Forbidden(`${name} is there more than once.`);
  return value ?? null;
}

async function readForm(request: Request): Promise<{ socketId: string; channel: string | null }> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    throw new Forbidden('Not a form.');
  const form = new URLSearchParams(await request.text());
  const socketId = only(form, 'socket_id') ?? '';
  if (!isSocketId.test(socketId)) throw new Forbidden('Not the id of a socket.');
  return { socketId, channel: only(form, 'channel_name') };
}

/**
 * Signs for a page's socket: whose it is and, when a channel is named, that its person may listen there now. Whatever
 * is refused is refused in the same words, so that nobody learns which channels there are.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request);
    const session = await currentSession();
    if (!session) return refused();
    const { socketId, channel } = await readForm(request);
    if (channel !== null && !(await authorise(session.viewer, channel))) return refused();
    const signed = channel === null ? signPerson(socketId, session.viewer.id) : signChannel(socketId, channel);
    return signed ? Response.json(signed, { headers }) : refused();
  } catch (error) {
    if (error instanceof Forbidden) return refused();
    if (isDatabaseDown(error)) return new Response(null, { status: 503, headers });
    throw error;
  }
}
