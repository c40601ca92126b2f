import 'server-only';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { keptSecret } from './kept-secret';

/** A wrong value in the environment: its message is the one line that the person starting Chatter reads. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const origin = z
  .url({ protocol: /^https?$/, error: 'must be a URL like https://chatter.example.com', abort: true })
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ''), 'must have no path, query or user')
  .transform((value) => new URL(value).origin);

const issuer = z
  .url({ protocol: /^https?$/, error: 'must be the URL of an OpenID Connect issuer', abort: true })
  .refine((value) => value.startsWith('https:') || loopback.test(new URL(value).hostname), 'must start with https://');

const domains = z.string().transform((text, context) => {
  const list = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const wrong = list.find((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain));
  if (wrong) context.addIssue({ code: 'custom', message: `"${wrong}" is not a domain like example.com` });
  return list;
});

const isTimeZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const whole = (from: number, to: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`);

const onOff = (otherwise: boolean) =>
  z
    .enum(['0', '1'], 'must be 1, 0 or absent')
    .default(otherwise ? '1' : '0')
    .transform((flag) => flag === '1');

/** Every variable Chatter reads, by its name; `.env.example` explains each. */
export const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .refine(URL.canParse, 'is not a URL. Special characters in its password have to be percent-encoded')
    .optional(),
  DATABASE_DRIVER: z.enum(['pg', 'neon'], 'must be pg or neon').optional(),
  APP_URL: origin.optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'must have at most 60 characters').default('single sign-on'),
  ADMIN_EMAIL: z.email('must be an email address').toLowerCase().optional(),
  SIGNUP_DOMAINS: domains.default([]),
  PUSHER_APP_ID: z.string().regex(/^\d+$/, 'must be a number').optional(),
  PUSHER_KEY: z.string().optional(),
  PUSHER_SECRET: z.string().optional(),
  PUSHER_CLUSTER: z.string().optional(),
  PUSHER_HOST: z.string().optional(),
  PUSHER_PORT: whole(1, 65535).optional(),
  PUSHER_USE_TLS: onOff(true),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  EMAIL_FROM: z.email('must be an email address').optional(),
  EMAIL_REPLY_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain like reply.example.com')
    .optional(),
  CRON_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  MAX_UPLOAD_MB: whole(1, 2000).default(100),
  TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone like Europe/Zurich').default('UTC'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .refine((key) => [16, 24, 32].includes(Buffer.from(key, 'base64').length), 'must be 16, 24 or 32 bytes in base64')
    .optional(),
  DEMO: onOff(false),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((dir) => path.resolve(dir)),
  PORT: whole(0, 65535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  TRUST_PROXY: whole(0, 10).default(0),
  /** Set by the platform of that name, whose processes sleep between requests. */
  VERCEL: z.string().optional(),
});

const consistent = environment
  .refine((e) => !e.DATABASE_DRIVER || e.DATABASE_URL, { path: ['DATABASE_DRIVER'], error: 'needs DATABASE_URL' })
  .refine((e) => !e.OIDC_ISSUER || e.OIDC_CLIENT_ID, { path: ['OIDC_CLIENT_ID'], error: 'is needed with OIDC_ISSUER' })
  .refine((e) => !e.OIDC_CLIENT_ID || e.OIDC_ISSUER, { path: ['OIDC_ISSUER'], error: 'is needed with OIDC_CLIENT_ID' })
  .refine(
    (e) => [e.PUSHER_APP_ID, e.PUSHER_KEY, e.PUSHER_SECRET].every(Boolean) || !(e.PUSHER_APP_ID ?? e.PUSHER_KEY),
    {
      path: ['PUSHER_SECRET'],
      error: 'is needed with PUSHER_APP_ID and PUSHER_KEY, all three or none',
    },
  )
  .refine((e) => !e.PUSHER_KEY || e.PUSHER_CLUSTER || e.PUSHER_HOST, {
    path: ['PUSHER_CLUSTER'],
    error: 'or PUSHER_HOST is needed with PUSHER_KEY',
  })
  .refine((e) => !e.RESEND_API_KEY || e.EMAIL_FROM, { path: ['EMAIL_FROM'], error: 'is needed with RESEND_API_KEY' })
  .transform((e) => ({ ...e, APP_URL: e.APP_URL ?? `http://localhost:${e.PORT}`, hasOwnUrl: e.APP_URL !== undefined }));

export type Env = z.output<typeof consistent>;

/** Empty values count as absent, so that a line `APP_URL=` in a file means nothing. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const result = consistent.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}.`);
}

export const env = parseEnv(process.env);

/** Signs tokens and cookies. Made once and kept in the data directory unless AUTH_SECRET is set. */
export function authSecret(): string {
  return env.AUTH_SECRET ?? keptSecret(env.DATA_DIR, 'auth-secret', () => randomBytes(32).toString('base64url'));
}

/** Keeps open forms alive across builds and restarts. Kept like the auth secret. */
export function actionsKey(): string {
  return (
    env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??
    keptSecret(env.DATA_DIR, 'actions-key', () => randomBytes(32).toString('base64'))
  );
}

/** Next and next-auth read their settings from the environment under names of their own. */
export function frameworkEnv(): Record<string, string> {
  return {
    NEXTAUTH_URL: env.APP_URL,
    NEXTAUTH_SECRET: authSecret(),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

export function provideFrameworkEnv() {
  Object.assign(process.env, frameworkEnv());
}
