import 'server-only';
import { z } from 'zod';
import type { Identity } from './admit-person';
import { normalAddress } from './rules';

const text = z.string().max(400).optional().catch(undefined);

/** What is read of an id token, and of the userinfo that completes it; anything of another type counts as absent. */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: text,
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .optional()
    .catch(undefined),
  name: text,
  given_name: text,
  family_name: text,
  preferred_username: text,
});

type Claims = z.output<typeof claimsSchema>;

function nameOf({ name, given_name: given, family_name: family, preferred_username: username }: Claims): string | null {
  return name ?? ([given, family].filter(Boolean).join(' ') || username || null);
}

/** Turns verified claims into an identity. A missing `email_verified` is a no. */
export function identityOf(verified: unknown): Identity {
  const claims = claimsSchema.parse(verified);
  const email = claims.email === undefined ? null : normalAddress(claims.email);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email,
    isEmailVerified: email !== null && claims.email_verified === true,
    name: nameOf(claims),
  };
}

/** The id token's word counts; userinfo adds what it does not say, and its own address only with its own verification. */
export function completeClaims<C extends Record<string, unknown>>(idToken: C, userinfo: Record<string, unknown>): C {
  const { email_verified: verified, ...rest } = userinfo;
  const isSameAddress = idToken.email === undefined || idToken.email === userinfo.email;
  return { ...rest, ...(isSameAddress && verified !== undefined && { email_verified: verified }), ...idToken };
}
