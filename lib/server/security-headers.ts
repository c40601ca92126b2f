import 'server-only';
import { env } from '@/lib/env';
import { socketOrigins } from './realtime-service';

const isHttps = env.APP_URL.startsWith('https:');

/** Sign-in posts to us and is redirected to the identity provider, and browsers apply form-action to redirects. */
const formTargets = ["'self'", ...(env.OIDC_ISSUER ? ['https:', new URL(env.OIDC_ISSUER).origin] : [])].join(' ');

/** The policy of a page: scripts and styles of our own files, and inline ones that carry this request's nonce. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // React's development build evals, and the error overlay of Next styles itself inline.
  const scripts = isDevelopment ? `'self' 'nonce-${nonce}' 'unsafe-eval'` : `'self' 'nonce-${nonce}'`;
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...(isDevelopment ? ['ws:', 'wss:'] : socketOrigins())].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Sent with everything. `no-referrer` would make browsers send `Origin: null` with forms, which are then refused. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  ...(isHttps && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
};
