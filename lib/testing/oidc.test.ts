import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { useOidc } from './oidc';

const oidc = useOidc({ ada: { name: 'Ada', email: 'ada@example.com', email_verified: true } });
const redirectUri = 'http://127.0.0.1:1234/api/auth/callback/oidc';

/** Follows the code flow by hand, as an app and a browser would together. */
async function signIn(subject: string, { challenge = true, verifier = randomBytes(32).toString('base64url') } = {}) {
  const { OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '' } = oidc.env();
  const question = new URLSearchParams({
    client_id: OIDC_CLIENT_ID,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: 's',
    ...(challenge && {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  });
  const jar = new Map<string, string>();
  const visit = async (address: string, init: RequestInit = {}) => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(new URL(address, oidc.issuer), { redirect: 'manual', headers: { cookie }, ...init });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response.headers.get('location') ?? '';
  };
  const asked = await visit(`/auth?${question}`);
  if (!asked.startsWith('/interaction/')) return { error: asked };
  const cookie = () => [...jar].map((pair) => pair.join('=')).join('; ');
  const body = new URLSearchParams({ account: subject });
  const resumed = await visit(asked, { method: 'POST', body, headers: { cookie: cookie() } });
  const back = new URL(await visit(resumed));
  const answer = await fetch(`${oidc.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${OIDC_CLIENT_ID}:${OIDC_CLIENT_SECRET}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const { id_token } = (await answer.json()) as { id_token: string };
  return JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
}

test('the provider tells who signed in', async () => {
  expect(await signIn('ada')).toMatchObject({
    sub: 'ada',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada',
  });
});

test('an account without email_verified has none in its token', async () => {
  oidc.accounts.set('bob', { email: 'bob@example.com' });
  expect(await signIn('bob')).not.toHaveProperty('email_verified');
});

test('a sign-in without PKCE is refused', async () => {
  expect((await signIn('ada', { challenge: false })).error).toContain('error=invalid_request');
});
