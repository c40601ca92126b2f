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
    socket.end(`HTTP/1.1 ${found ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
    return true;
  }
  const [prefix, handler] = found;
  request.url = url.slice(prefix.length);
  handler(request, socket, head);
  return true;
}
