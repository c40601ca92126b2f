import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Credentials } from '@/lib/server/realtime-service';
import type { Hub } from './hub';
import { type Answer, endpoints, MOST_BODY_BYTES } from './requests';
import { distrust } from './signatures';

const tooLarge: Answer = { status: 413, body: `A request has at most ${MOST_BODY_BYTES} bytes` };
const notFound: Answer = { status: 404, body: 'Not found' };

/** The HTTP API by which the app publishes, for the `pusher` library. */
export function createApi(hub: Hub, credentials: Credentials) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { status, body: words } = body === null ? tooLarge : answer(hub, credentials, request, body);
    const isText = typeof words === 'string';
    response.writeHead(status, { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json' });
    response.end(isText ? words : JSON.stringify(words));
  };
}

function answer(hub: Hub, credentials: Credentials, request: IncomingMessage, body: string): Answer {
  const { method = 'GET' } = request;
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const query = new URLSearchParams(search);
  const own = `/apps/${credentials.appId}`;
  if (!path.startsWith(`${own}/`)) return notFound;
  const why = distrust(credentials, { method, path, query, body });
  if (why !== null) return { status: 401, body: why };
  const rest = path.slice(own.length);
  const endpoint = endpoints.find((one) => one.method === method && one.path.test(rest));
  return endpoint?.answer({ hub, query, body, name: endpoint.path.exec(rest)?.[1] ?? '' }) ?? notFound;
}

/** The whole body, or null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // Read to its end all the same: who is cut off while sending never sees the answer.
    if (size <= MOST_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MOST_BODY_BYTES ? Buffer.concat(chunks).toString() : null;
}
