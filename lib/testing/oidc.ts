import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from './temporary';

/** What the provider says of one account. A missing email_verified is missing in the token too. */
export type Claims = { name?: string; email?: string; email_verified?: boolean };

export type Oidc = {
  readonly issuer: string;
  /** The app's environment for this provider. */
  env: () => Record<string, string>;
  /** Accounts by their subject, to be added and changed at any time. */
  readonly accounts: Map<string, Claims>;
};

const clientId = 'chatter';
const clientSecret = randomBytes(24).toString('base64url');

/** A real OpenID Connect provider on this machine, which asks who one is and believes it. */
export function useOidc(accounts: Record<string, Claims> = {}): Oidc {
  let started: { issuer: string; server: Server } | undefined;
  const known = new Map(Object.entries(accounts));
  const issuer = () => {
    if (!started) throw new Error('useOidc() starts the provider in beforeAll: use it inside a test or a hook.');
    return started.issuer;
  };
  beforeAll(async () => {
    started = await startOidc(known);
  });
  afterAll(() => {
    started?.server.closeAllConnections();
    started?.server.close();
  });
  return {
    accounts: known,
    get issuer() {
      return issuer();
    },
    env: () => ({
      OIDC_ISSUER: issuer(),
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Example ID',
    }),
  };
}

/** On the provider's page: says who one is and goes back to the app. */
export async function continueAs(page: Page, subject: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Account' }).fill(subject);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function startOidc(accounts: Map<string, Claims>) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(accounts));
  // The app's port is not known yet: the address to return to is checked by its shape.
  provider.Client.prototype.redirectUriAllowed = (uri) =>
    /^http:\/\/(127\.0\.0\.1|localhost):\d+\/api\/auth\/callback\/oidc$/.test(uri);
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
    else answer(request, response);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { issuer, server };
}

function configuration(accounts: Map<string, Claims>) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: ['http://127.0.0.1/api/auth/callback/oidc'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context: unknown, id: string) => {
      const claims = accounts.get(id);
      return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) };
    },
    // Consent is given beforehand: the tests are about the app, not about the provider's pages.
    loadExistingGrant: async ({ oidc }: GrantContext) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

type GrantContext = Parameters<import('oidc-provider').Configuration['loadExistingGrant']>[0];

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><link rel="icon" href="data:,"><title>Example ID</title><h1>Example ID</h1><form method="post"><label>Account <input name="account"></label><button>Continue</button></form>',
    );
    return;
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const accountId = new URLSearchParams(body).get('account') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}
