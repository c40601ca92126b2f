import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestContext } from '@/lib/request';
import { securityHeaders } from './security-headers';
import { isShuttingDown } from './shutdown';

/** Completes the headers at the last moment, when the page has run and what a route handler set is known. */
export function dressResponse(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  policy: string,
) {
  const isStatic = context.path.startsWith('/_next/static/');
  // A scripted action that succeeded must not look failed because the page it renders again is gone.
  const mayChangeStatus = request.headers['next-action'] === undefined;
  const writeHead = response.writeHead;
  response.writeHead = (given: number, ...rest: unknown[]): ServerResponse => {
    const status = mayChangeStatus && given === 200 ? (context.status ?? given) : given;
    response.setHeader('X-Request-Id', context.id);
    setMissing(response, securityHeaders);
    if (!isStatic) setMissing(response, { 'Content-Security-Policy': policy });
    if (!isStatic) setCaching(response);
    if (isShuttingDown()) response.setHeader('Connection', 'close');
    return Reflect.apply(writeHead, response, [status, ...rest]);
  };
}

function setMissing(response: ServerResponse, headers: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value);
}

/** Pages are one person's own; whatever else says nothing about caching is treated like them. */
function setCaching(response: ServerResponse) {
  const isPage = /^text\/(html|x-component)/.test(String(response.getHeader('Content-Type') ?? ''));
  if (isPage || !response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'private, no-store');
}
