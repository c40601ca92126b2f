import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectOptions } from '@/lib/realtime/connect-rules';

const secret = 'a secret of more than thirty-two characters';
const pusher = { PUSHER_APP_ID: '12', PUSHER_KEY: 'key', PUSHER_SECRET: 'hush', PUSHER_CLUSTER: 'eu' };

afterEach(() => vi.unstubAllEnvs());

/** Everything that follows from the environment, read anew. */
async function read(variables: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ AUTH_SECRET: secret, ...variables })) vi.stubEnv(name, value);
  const [services, { contentSecurityPolicy }, { clientConfig }] = await Promise.all([
    import('./realtime-service'),
    import('./security-headers'),
    import('@/lib/realtime/adapter'),
  ]);
  const policy = contentSecurityPolicy('nonce', false);
  const connects = policy.split('; ').find((part) => part.startsWith('connect-src'));
  return { service: services.realtimeService(), connects, config: clientConfig() };
}

const page = { hostname: 'chatter.test', port: '8443' };

test('by itself the app is its own service, with a key and secret that follow from its own secret', async () => {
  const { service } = await read({});
  expect(service).toMatchObject({ kind: 'embedded', key: expect.stringMatching(/^[0-9a-f]{20}$/) });
  expect((await read({})).service).toEqual(service);
  expect((await read({ AUTH_SECRET: `${secret}!` })).service).not.toEqual(service);
  expect(JSON.stringify(service)).not.toContain(secret);
});

test('where processes sleep there is none, unless Pusher is named', async () => {
  expect(await read({ VERCEL: '1' })).toEqual({
    service: { kind: 'off' },
    connects: "connect-src 'self'",
    config: null,
  });
  expect((await read({ VERCEL: '1', ...pusher })).service.kind).toBe('pusher');
});

describe('a page may connect to its service and to nothing else', () => {
  test('embedded: the app’s own address', async () => {
    expect((await read({ APP_URL: 'https://chatter.test' })).connects).toBe("connect-src 'self' wss://chatter.test");
    expect((await read({ APP_URL: '', PORT: '4000' })).connects).toBe(
      "connect-src 'self' ws://localhost:4000 ws://127.0.0.1:4000",
    );
  });

  test('a cluster of Pusher', async () => {
    const { connects, config } = await read(pusher);
    expect(connects).toBe("connect-src 'self' wss://ws-eu.pusher.com");
    expect(config && connectOptions(config, page)).toMatchObject({ cluster: 'eu', forceTLS: true });
    expect(config && connectOptions(config, page)).not.toHaveProperty('wsHost');
  });

  test('a server that speaks the protocol', async () => {
    const own = { ...pusher, PUSHER_CLUSTER: '', PUSHER_HOST: 'push.test', PUSHER_PORT: '6001', PUSHER_USE_TLS: '0' };
    const { connects, config } = await read(own);
    expect(connects).toBe("connect-src 'self' ws://push.test:6001");
    expect(config && connectOptions(config, page)).toMatchObject({
      wsHost: 'push.test',
      wsPort: 6001,
      wssPort: 6001,
      forceTLS: false,
    });
  });
});

test('a page finds the embedded server where it was itself found', () => {
  const config = { key: 'k', cluster: 'local', host: null, port: null, path: '/rt', hasTls: true };
  expect(connectOptions(config, page)).toMatchObject({ wsHost: 'chatter.test', wssPort: 8443, wsPath: '/rt' });
  expect(connectOptions(config, { hostname: 'chatter.test', port: '' })).not.toHaveProperty('wssPort');
});
