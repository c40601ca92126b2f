import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isShuttingDown } from './shutdown';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const handlers = new Map<string, UpgradeHandler>();

/** From now on WebSockets below this path are made by the handler, which sees the path without the prefix. */
export function onUpgrade(prefix: string, handler: UpgradeHandler) {
  handlers.set(prefix, handler);
}

/** Answers a request for a WebSocket with a refusal, and lets go of it even if the visitor does not. */
export function refuseUpgrade(socket: Duplex, status: string) {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Hands a request for a WebSocket to whoever makes them. The framework leaves those it does not know open for ever,
 * so all others are refused; while developing it has one of its own.
 */
export function takeUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, isDevelopment: boolean): boolean {
  const { url = '' } = request;
  const found = [...handlers].find(([prefix]) => url.startsWith(`${prefix}/`));
  if (!found && isDevelopment) return false;
  socket.on('error', () => {});
  if (!found || isShuttingDown()) {
    refuseUpgrade(socket, found ? '503 Service Unavailable' : '404 Not Found');
    return true;
  }
  const [prefix, handler] = found;
  request.url = url.slice(prefix.length);
  handler(request, socket, head);
  return true;
}
