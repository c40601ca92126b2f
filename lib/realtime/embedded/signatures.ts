import 'server-only';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '@/lib/server/realtime-service';

const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether the app has signed that this socket may subscribe to the channel. */
export function mayJoin({ key, secret }: Credentials, socketId: string, channel: string, auth: string): boolean {
  return isSame(auth, `${key}:${sign(secret, `${socketId}:${channel}`)}`);
}

/** Whether the app has signed that this socket belongs to the user. */
export function isUser({ key, secret }: Credentials, socketId: string, userData: string, auth: string): boolean {
  return isSame(auth, `${key}:${sign(secret, `${socketId}::user::${userData}`)}`);
}

const CLOCK_SKEW_S = 600;

export type SignedRequest = { method: string; path: string; query: URLSearchParams; body: string };

/** Why a request to the HTTP API is not taken, in the words of its answer; null when it is. */
export function distrust(
  { key, secret }: Credentials,
  { method, path, query, body }: SignedRequest,
  now = Date.now(),
): string | null {
  const given = (name: string) => query.get(name) ?? '';
  if (given('auth_key') !== key) return 'Unknown auth_key';
  if (given('auth_version') !== '1.0') return 'Unsupported auth_version';
  const age = Math.abs(now / 1000 - Number(given('auth_timestamp') || Number.NaN));
  if (!(age <= CLOCK_SKEW_S)) return `Timestamp expired: not within ${CLOCK_SKEW_S} s of the server's time`;
  if (body !== '' && !isSame(given('body_md5'), createHash('md5').update(body).digest('hex')))
    return 'Invalid body_md5';
  const expected = sign(secret, `${method}\n${path}\n${signedQuery(query)}`);
  return isSame(given('auth_signature'), expected) ? null : 'Invalid signature';
}

/** Parameters sorted by their lower-case name, as they are before escaping. */
function signedQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'auth_signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
