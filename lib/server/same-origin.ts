import 'server-only';
import { env } from '@/lib/env';
import { Forbidden } from '@/lib/errors';

/** What a request says about where it comes from. */
export type Provenance = {
  origin: string | undefined;
  fetchSite: string | undefined;
  hasCookie: boolean;
};

/**
 * The origins whose forms Chatter takes: APP_URL's, never one that the request names in Host or X-Forwarded-Host.
 * Without APP_URL these are the names that a browser on this machine may use.
 */
export function appOrigins(): readonly string[] {
  if (env.hasOwnUrl) return [env.APP_URL];
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${env.PORT}`);
}

/**
 * Whether a request that changes something comes from our own pages. Browsers send Origin with every such request, or
 * at least Sec-Fetch-Site, which pages cannot forge. One that has neither is a program: it is let through when it
 * carries no cookie, so has nobody's rights but its own.
 */
export function isSameOrigin({ origin, fetchSite, hasCookie }: Provenance, allowed = appOrigins()): boolean {
  if (origin !== undefined) return allowed.includes(origin);
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  return !hasCookie;
}

/** For route handlers that change anything. The server's hook has checked too; a handler must not depend on it. */
export function assertSameOrigin(request: Request): void {
  const { headers } = request;
  const provenance = {
    origin: headers.get('origin') ?? undefined,
    fetchSite: headers.get('sec-fetch-site') ?? undefined,
    hasCookie: headers.has('cookie'),
  };
  if (!isSameOrigin(provenance)) throw new Forbidden('Sent from another site.');
}
