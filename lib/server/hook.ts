import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { log } from '@/lib/log';
import { newRequestContext, type RequestContext, runInRequest } from '@/lib/request';
import { clientIp } from './client-ip';
import { admit } from './gate';
import { dressResponse } from './response-headers';
import { contentSecurityPolicy } from './security-headers';
import { rememberServer, trackWork } from './shutdown';

export type HookOptions = { isDevelopment: boolean };

const installed = Symbol.for('chatter.hook');
const holder: typeof globalThis & { [installed]?: boolean } = globalThis;

/**
 * Stands between node's http server and Next: every request gets its id, nonce, limits and checks here, and every
 * response its headers and the status that its page asked for. Wrapping `emit` is the one way that works alike in
 * `next dev`, `next start` and standalone, and that can still set a status after the framework chose 200.
 */
export function installHook(options: HookOptions) {
  if (holder[installed]) return;
  holder[installed] = true;
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (this: http.Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'connection') rememberServer(this);
    const [request, response] = args;
    if (
      event !== 'request' ||
      !(request instanceof http.IncomingMessage) ||
      !(response instanceof http.ServerResponse)
    ) {
      return Reflect.apply(emit, this, [event, ...args]);
    }
    return serve(request, response, options, () => Reflect.apply(emit, this, [event, ...args]));
  };
}

function serve(request: IncomingMessage, response: ServerResponse, options: HookOptions, next: () => boolean): boolean {
  const context = newRequestContext({
    id: randomUUID(),
    nonce: randomBytes(18).toString('base64url'),
    ip: clientIp(request),
    path: request.url ?? '/',
  });
  const policy = contentSecurityPolicy(context.nonce, options.isDevelopment);
  cleanRequest(request, context, policy);
  dressResponse(request, response, context, policy);
  followToEnd(request, response, context);
  return runInRequest(context, () => !admit(request, response, context) || next());
}

/** Headers by which the framework and we talk to ourselves are never taken from outside. */
function cleanRequest(request: IncomingMessage, context: RequestContext, policy: string) {
  for (const name of Object.keys(request.headers))
    if (/^x-(middleware|invoke)-|^content-security-policy/.test(name)) delete request.headers[name];
  delete request.headers['x-forwarded-host'];
  delete request.headers['x-forwarded-port'];
  request.headers['x-request-id'] = context.id;
  // Next reads the nonce for its own scripts from here.
  request.headers['content-security-policy'] = policy;
}

function followToEnd(request: IncomingMessage, response: ServerResponse, context: RequestContext) {
  const start = performance.now();
  const done = new Promise<void>((resolve) => response.once('close', resolve));
  trackWork(done);
  response.once('close', () =>
    runInRequest(context, () =>
      log.debug('request', {
        method: request.method,
        path: context.path.split('?')[0],
        status: response.statusCode,
        ms: Math.round(performance.now() - start),
        statements: context.statements,
      }),
    ),
  );
}
