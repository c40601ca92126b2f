import 'server-only';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';

const MEGABYTE = 1024 * 1024;

/** What a body may weigh: forms 2 MB (as in next.config.js), uploads MAX_UPLOAD_MB and room for the form around the file. */
export function bodyLimit(path: string): number {
  return /^\/api\/uploads(?:[/?]|$)/.test(path) ? (env.MAX_UPLOAD_MB + 1) * MEGABYTE : 2 * MEGABYTE;
}

export function limitWords(limit: number): string {
  const megabytes = limit === 2 * MEGABYTE ? 2 : env.MAX_UPLOAD_MB;
  return `What you sent is larger than ${megabytes} MB, so nothing was saved. Make it smaller and send it again.`;
}

export function declaredLength(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

/**
 * Watches a body of unknown length and calls back once when it grows past the limit. From then on the app gets
 * nothing more, neither data nor an end, so that it never acts on half a form.
 */
export function watchBody(request: IncomingMessage, limit: number, onTooLarge: () => void) {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (size > limit) return true;
    if (chunk instanceof Uint8Array) size += chunk.byteLength;
    if (size <= limit) return push(chunk, encoding);
    onTooLarge();
    return true;
  };
}
