import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authSecret, env } from '@/lib/env';
import { returnPath } from '@/lib/forms/return-path';
import { oidcOptions } from './oidc-options';
import type { Problem } from './rules';

const isHttps = () => env.APP_URL.startsWith('https:');
const csrfCookie = () => `${isHttps() ? '__Host-' : ''}next-auth.csrf-token`;
const callbackCookie = () => `${isHttps() ? '__Secure-' : ''}next-auth.callback-url`;

const context = (...nextauth: string[]) => ({ params: Promise.resolve({ nextauth }) });

/** next-auth reads its double-submit token from the cookies of this request, to which this adds. */
async function proveOwnForm(): Promise<string> {
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`${token}${authSecret()}`).digest('hex');
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() } as const;
  (await cookies()).set(csrfCookie(), `${token}|${hash}`, options);
  return token;
}

/** Sends the browser to the identity provider. The caller has checked that the form came from our own page. */
export async function startOidc(returnTo: string): Promise<Response> {
  const options = await oidcOptions();
  if (!options) return toLogin('unreachable', returnTo);
  const body = new URLSearchParams({ csrfToken: await proveOwnForm(), callbackUrl: `${env.APP_URL}${returnTo}` });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const request = new NextRequest(`${env.APP_URL}/api/auth/signin/oidc`, { method: 'POST', headers, body });
  return inWords(await NextAuth(request, context('signin', 'oidc'), options), returnTo);
}

/** Takes the identity provider's answer: state, nonce and PKCE are checked, the person admitted, the session opened. */
export async function finishOidc(request: NextRequest): Promise<Response> {
  const options = await oidcOptions();
  if (!options) return toLogin('unreachable', '/');
  const wanted = (await cookies()).get(callbackCookie())?.value ?? '';
  const url = URL.canParse(wanted) ? new URL(wanted) : null;
  const returnTo = returnPath(url && `${url.pathname}${url.search}${url.hash}`);
  const response: Response = await NextAuth(request, context('callback', 'oidc'), options);
  return inWords(response, returnTo, request.nextUrl.searchParams.has('error') ? 'refused' : 'interrupted');
}

export function toLogin(problem: Problem, returnTo: string): Response {
  const back = returnTo === '/' ? '' : `&return=${encodeURIComponent(returnTo)}`;
  return new Response(null, { status: 303, headers: { Location: `/login?error=${problem}${back}` } });
}

/** Where next-auth would show pages of its own, our sign-in page says what happened; cookies that it set are kept. */
function inWords(response: Response, returnTo: string, otherwise: Problem = 'interrupted'): Response {
  const location = new URL(response.headers.get('Location') ?? '/api/auth/error', env.APP_URL);
  const back = returnTo === '/' ? '' : `&return=${encodeURIComponent(returnTo)}`;
  if (location.origin === env.APP_URL && location.pathname.startsWith('/api/auth/')) {
    const problem: Problem = location.searchParams.get('error') === 'OAuthSignin' ? 'unreachable' : otherwise;
    response.headers.set('Location', `/login?error=${problem}${back}`);
  } else if (location.origin === env.APP_URL && location.pathname === '/login') {
    response.headers.set('Location', `/login${location.search}${back}`);
  }
  return new Response(null, { status: 303, headers: response.headers });
}
