import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { log } from '@/lib/log';
import { newRequestContext, type RequestContext, runInRequest } from '@/lib/request';
import { clientIp } from './client-ip';
import { admit } from './gate';
import { dressResponse } from './response-headers';
import { contentSecurityPolicy } from './security-headers';
import { rememberServer, trackWork } from './shutdown';
import { takeUpgrade } from './upgrade';

export type HookOptions = { isDevelopment: boolean };

const installed = Symbol.for('chatter.hook');
const holder: typeof globalThis & { [installed]?: boolean } = globalThis;

const ownServers = new WeakSet<http.Server>();

/** A server by which the app speaks to itself: no visitor reaches it. */
export function leaveAlone(server: http.Server) {
  ownServers.add(server);
}

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
    const pass = () => Reflect.apply(emit, this, [event, ...args]);
    if (ownServers.has(this)) return pass();
    if (event === 'connection') rememberServer(this);
    return meet(event, args, options, pass);
  };
}

function meet(event: string | symbol, [request, second, head]: unknown[], options: HookOptions, pass: () => boolean) {
  if (!(request instanceof http.IncomingMessage)) return pass();
  if (event === 'request' && second instanceof http.ServerResponse) return serve(request, second, options, pass);
  if (event === 'upgrade' && second instanceof Duplex && head instanceof Buffer)
    return takeUpgrade(request, second, head, options.isDevelopment) || pass();
  return pass();
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
