import type { NextRequest } from 'next/server';
import { finishOidc } from '@/lib/auth/oidc';

type Context = { params: Promise<{ nextauth: string[] }> };

/** The identity provider sends the browser back here. Nothing else of next-auth is open: sign-in starts at /login. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const path = (await params).nextauth.join('/');
  if (path !== 'callback/oidc') return new Response('Not found', { status: 404 });
  return finishOidc(request);
}
