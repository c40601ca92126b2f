import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { newId } from '@/lib/ids';
import { credentials, established, joinPrivate, serveRealtime } from '@/lib/testing/realtime';
import { orgChannel, personChannel } from './channels';

const hint = { event: newId(), subjects: [] };

afterEach(() => vi.unstubAllEnvs());

/** The adapter of an app that is told of a Pusher service at this address. */
async function adapterFor(address: string) {
  const { hostname, port } = new URL(address);
  vi.resetModules();
  const { appId, key, secret } = credentials;
  const named = { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_USE_TLS: '0' };
  for (const [name, value] of Object.entries({ ...named, PUSHER_HOST: hostname, PUSHER_PORT: port }))
    vi.stubEnv(name, value);
  return import('./adapter');
}

async function fake(answer: RequestListener) {
  const server = http.createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.closeAllConnections(),
  };
}

test('a service outside is spoken to as the embedded one is', async () => {
  const { api, raw } = await serveRealtime();
  const { connectedChannels, disconnectPerson, publishHint, signPerson } = await adapterFor(api);
  const client = await established(raw());
  client.send('pusher:signin', signPerson(client.id, 'ada'));
  await client.next();
  joinPrivate(client, orgChannel);
  await client.next();
  await publishHint([orgChannel, personChannel(newId())], hint);
  expect(await client.next()).toMatchObject({ event: 'hint', channel: orgChannel, data: hint });
  expect(await connectedChannels('private-')).toEqual([orgChannel]);
  await disconnectPerson('ada');
  expect(await client.closed).toBe(4009);
});

describe('when a service outside', () => {
  test.each([400, 401, 403, 413, 429, 500, 503])('answers with %i, that is an error', async (status) => {
    const { address } = await fake((_, response) => void response.writeHead(status).end('no'));
    const { connectedChannels, disconnectPerson, publishHint } = await adapterFor(address);
    await expect(publishHint([orgChannel], hint)).rejects.toMatchObject({ status });
    await expect(connectedChannels('')).rejects.toMatchObject({ status });
    await expect(disconnectPerson(newId())).rejects.toMatchObject({ status });
  });

  test('answers with what is no list of channels, that is an error', async () => {
    const { address } = await fake((_, response) => void response.end('{"channels":[]}'));
    await expect((await adapterFor(address)).connectedChannels('')).rejects.toThrow();
  });

  test('is not there, that is an error', async () => {
    const { publishHint } = await adapterFor('http://127.0.0.1:9');
    await expect(publishHint([orgChannel], hint)).rejects.toMatchObject({ name: 'PusherRequestError' });
  });

  test('does not answer, that is an error soon', async () => {
    const { address, stop } = await fake(() => {});
    const { publishHint } = await adapterFor(address);
    const began = Date.now();
    await expect(publishHint([orgChannel], hint)).rejects.toMatchObject({ name: 'PusherRequestError' });
    expect(Date.now() - began).toBeLessThan(8000);
    stop();
  });
});
