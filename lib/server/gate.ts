import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import type { RequestContext } from '@/lib/request';
import { bodyLimit, declaredLength, limitWords, watchBody } from './body-limit';
import { answerPlainly } from './plain-page';
import { appOrigins, isSameOrigin } from './same-origin';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request may reach the app. One that may not has been answered, in words. */
export function admit(request: IncomingMessage, response: ServerResponse, context: RequestContext): boolean {
  if (!isReadable(context.path)) return refuseAddress(request, response, context);
  if (safe.has(request.method ?? 'GET')) return true;
  if (!isFromHere(request)) return refuseOrigin(request, response, context);
  vouchForOrigin(request);
  const limit = bodyLimit(context.path);
  if (declaredLength(request) > limit) return refuseSize(request, response, context, limit);
  if (request.headers['transfer-encoding'] !== undefined) {
    watchBody(request, limit, () => cutShort(request, response, context, limit));
  }
  return true;
}

/** Whether its escapes stand for characters: the framework answers others with a bare 500, and Postgres takes no NUL. */
function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?')[0] ?? '');
    return !address.includes('%00');
  } catch {
    return false;
  }
}

function refuseAddress(request: IncomingMessage, response: ServerResponse, { nonce }: RequestContext): boolean {
  const words = 'It holds signs that stand for nothing. Follow the link again from where you found it, or go to Home.';
  request.resume();
  answerPlainly(request, response, { status: 400, title: 'This address cannot be read', words, nonce });
  return false;
}

function isFromHere({ headers }: IncomingMessage): boolean {
  const fetchSite = headers['sec-fetch-site'];
  return isSameOrigin({
    origin: headers.origin,
    fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
    hasCookie: headers.cookie !== undefined,
  });
}

/** Next compares Origin with the host it was asked for, which a proxy may have rewritten; our own check has been stricter. */
function vouchForOrigin(request: IncomingMessage) {
  const origin = request.headers.origin ?? appOrigins()[0] ?? env.APP_URL;
  request.headers.origin = origin;
  request.headers['x-forwarded-host'] = new URL(origin).host;
}

function refuseOrigin(request: IncomingMessage, response: ServerResponse, { nonce }: RequestContext): boolean {
  const words = `This was sent from another address than ${env.APP_URL}, so nothing was changed. Open Chatter there and try again. If this is where you opened it, an administrator has to set APP_URL.`;
  request.resume();
  answerPlainly(request, response, { status: 403, title: 'This form came from elsewhere', words, nonce });
  return false;
}

function refuseSize(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  limit: number,
): boolean {
  // Browsers show the answer only when their whole body was taken; a huge one is cut off instead.
  if (declaredLength(request) > 10 * limit) response.setHeader('Connection', 'close');
  request.resume();
  tellSize(request, response, context, limit);
  return false;
}

function cutShort(request: IncomingMessage, response: ServerResponse, context: RequestContext, limit: number) {
  if (response.headersSent) return;
  response.setHeader('Connection', 'close');
  tellSize(request, response, context, limit);
}

function tellSize(request: IncomingMessage, response: ServerResponse, { nonce }: RequestContext, limit: number) {
  answerPlainly(request, response, { status: 413, title: 'Too large', words: limitWords(limit), nonce });
}
