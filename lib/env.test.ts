import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, environment, parseEnv } from './env';

const message = (source: Record<string, string>) => {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return null;
};

test('nothing has to be set', () => {
  expect(parseEnv({})).toMatchObject({ APP_URL: 'http://localhost:3000', DEMO: false, MAX_UPLOAD_MB: 100, PORT: 3000 });
});

test('what is empty counts as absent', () => {
  expect(parseEnv({ APP_URL: '', DATABASE_URL: '  ', DEMO: '' })).toEqual(parseEnv({}));
});

test('the address follows the port until it is set', () => {
  expect(parseEnv({ PORT: '4000' })).toMatchObject({ APP_URL: 'http://localhost:4000', hasOwnUrl: false });
  expect(parseEnv({ PORT: '4000', APP_URL: 'https://chatter.test/' })).toMatchObject({
    APP_URL: 'https://chatter.test',
    hasOwnUrl: true,
  });
});

test.each([
  ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://me:pass word@[host/db' }],
  ['DATABASE_DRIVER', { DATABASE_URL: 'postgres://x/y', DATABASE_DRIVER: 'odbc' }],
  ['DATABASE_DRIVER', { DATABASE_DRIVER: 'pg' }],
  ['APP_URL', { APP_URL: 'chatter.test' }],
  ['APP_URL', { APP_URL: 'https://chatter.test/app' }],
  ['AUTH_SECRET', { AUTH_SECRET: 'short' }],
  ['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.test', OIDC_CLIENT_ID: 'x' }],
  ['OIDC_ISSUER', { OIDC_ISSUER: 'login', OIDC_CLIENT_ID: 'x' }],
  ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'x' }],
  ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://login.test' }],
  ['ADMIN_EMAIL', { ADMIN_EMAIL: 'admin' }],
  ['SIGNUP_DOMAINS', { SIGNUP_DOMAINS: 'a.test, @b.test' }],
  ['MAX_UPLOAD_MB', { MAX_UPLOAD_MB: '0' }],
  ['MAX_UPLOAD_MB', { MAX_UPLOAD_MB: 'much' }],
  ['TIME_ZONE', { TIME_ZONE: 'Mars/Olympus' }],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'c2hvcnQ=' }],
  ['DEMO', { DEMO: 'yes' }],
  ['PORT', { PORT: '70000' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['TRUST_PROXY', { TRUST_PROXY: '-1' }],
])('a wrong value is refused in one line that begins with %s', (name, source) => {
  expect(message(source)).toMatch(new RegExp(`^${name} [^\\n]+\\.$`));
});

test('a secret that is refused is not repeated', () => {
  expect(message({ AUTH_SECRET: 'hunter2' })).not.toContain('hunter2');
  expect(message({ DATABASE_URL: 'mysql://me:hunter2@host/db' })).not.toContain('hunter2');
});

test('people are told about exactly the variables that are read', () => {
  const example = readFileSync('.env.example', 'utf8');
  const told = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(told.toSorted()).toEqual(Object.keys(environment.shape).toSorted());
});

test('the values shown to people as examples are taken', () => {
  const example = readFileSync('.env.example', 'utf8');
  const values = [...example.matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  expect(message(Object.fromEntries(values))).toBeNull();
});
