import 'server-only';
import type { AuthOptions, Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { authSecret, env } from '@/lib/env';
import { returnPath } from '@/lib/forms/return-path';
import { log } from '@/lib/log';
import { identityKey, sessionAdapter } from './adapter';
import { admitIdentity } from './admit-person';
import { completeClaims, identityOf } from './claims';
import { thisBrowser } from './cookies';
import { newToken } from './open-session';
import { SESSION_DAYS } from './rules';

type Claims = Profile & Record<string, unknown>;

function provider(issuer: string): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: env.OIDC_NAME,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    ...(env.OIDC_CLIENT_ID && { clientId: env.OIDC_CLIENT_ID }),
    ...(env.OIDC_CLIENT_SECRET
      ? { clientSecret: env.OIDC_CLIENT_SECRET }
      : { client: { token_endpoint_auth_method: 'none' } }),
    userinfo: {
      // Many providers put name and address into userinfo only.
      async request({ tokens, client }) {
        const idToken: Claims = 'claims' in tokens && typeof tokens.claims === 'function' ? tokens.claims() : {};
        const isComplete = idToken.email !== undefined && idToken.name !== undefined;
        if (isComplete || !client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return idToken;
        return completeClaims(idToken, await client.userinfo(tokens.access_token));
      },
    },
    profile(claims) {
      const { issuer: iss, subject, email, name } = identityOf(claims);
      return { id: identityKey(iss, subject), email, name };
    },
  };
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return returnPath(url);
  const { origin, pathname, search, hash } = new URL(url);
  return origin === env.APP_URL ? returnPath(`${pathname}${search}${hash}`) : '/';
}

/** Messages of next-auth hold addresses and tokens, so that only their codes are kept, and the kind of error. */
const logger = {
  error(code: string, metadata: unknown) {
    const inner = metadata && typeof metadata === 'object' && 'error' in metadata ? metadata.error : metadata;
    log.warn('sign_in.failed', { code, error: inner instanceof Error ? inner.message.slice(0, 200) : undefined });
  },
  warn: (code: string) => log.debug('sign_in.warning', { code }),
  debug() {},
};

/** next-auth's options, made for each request: the adapter knows the browser that asks. */
export async function oidcOptions(): Promise<AuthOptions | null> {
  if (!env.OIDC_ISSUER) return null;
  return {
    secret: authSecret(),
    useSecureCookies: env.APP_URL.startsWith('https:'),
    providers: [provider(env.OIDC_ISSUER)],
    adapter: sessionAdapter(await thisBrowser()),
    session: { strategy: 'database', maxAge: SESSION_DAYS * 86_400, generateSessionToken: newToken },
    logger,
    callbacks: {
      redirect: ({ url }) => `${env.APP_URL}${pathOf(url)}`,
      async signIn({ profile }) {
        const admission = await admitIdentity(identityOf(profile));
        return 'personId' in admission ? true : `/login?error=${admission.problem}`;
      },
    },
  };
}
