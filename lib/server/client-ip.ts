import 'server-only';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';

/**
 * The address that rate limits count by. X-Forwarded-For is read from its end, as far as our own proxies wrote it:
 * what stands before that is whatever the visitor claims.
 */
export function clientIp(request: IncomingMessage, proxies = env.TRUST_PROXY): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (proxies === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const hops = String(header ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops.at(-proxies) ?? hops[0] ?? direct;
}
