import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret of more than thirty-two characters';
  process.env.APP_URL = 'https://chatter.test';
});

import { WebSocket } from 'ws';
import { newId } from '@/lib/ids';
import { realtimeService } from '@/lib/server/realtime-service';
import { established, heard, serveRealtime, sign } from '@/lib/testing/realtime';
import { clientConfig, connectedChannels, disconnectPerson, publishHint, signChannel, signPerson } from './adapter';
import { audienceChannel, orgChannel, personChannel } from './channels';
import { noteEmbeddedPort } from './embedded/running';

const [ada, audience, event, item] = [newId(), newId(), newId(), newId()];

afterEach(() => noteEmbeddedPort(null));

function service() {
  const chosen = realtimeService();
  if (chosen.kind !== 'embedded') throw new Error(chosen.kind);
  return chosen;
}

async function serve() {
  const server = await serveRealtime({}, service());
  noteEmbeddedPort(Number(new URL(server.api).port));
  return server;
}

describe('a hint', () => {
  test('reaches a page that the app has signed for, with its ids and nothing else', async () => {
    const { client } = await serve();
    const page = client(ada, {
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, callback) =>
          callback(null, signChannel(socketId, channelName) as { auth: string }),
      },
    });
    const channel = page.subscribe(audienceChannel(audience, 3));
    await heard(channel, 'pusher:subscription_succeeded');
    const got = heard(channel, 'hint');
    await publishHint([orgChannel, audienceChannel(audience, 3)], { event, item, subjects: [audience] });
    expect(await got).toEqual({ event, item, subjects: [audience] });
  });

  test('goes to any number of channels', async () => {
    const { raw } = await serve();
    const people = Array.from({ length: 250 }, () => personChannel(newId()));
    const client = await established(raw(`/app/${service().key}?protocol=7`));
    const last = people.at(-1) ?? '';
    client.send('pusher:subscribe', { channel: last, auth: sign(`${client.id}:${last}`, service()) });
    await client.next();
    await publishHint(people, { event, subjects: [] });
    expect(await client.next()).toMatchObject({ event: 'hint', channel: last });
  });

  test.each([
    'org',
    'private-everyone',
    `private-audience-${audience}`,
    `presence-person-${ada}`,
    '#server-to-user-ada',
  ])('to %s, which has no audience, is a bug', async (name) => {
    await serve();
    await expect(publishHint([name], { event, subjects: [] })).rejects.toThrow('Not a channel');
  });

  test.each([
    { event, subjects: [], text: 'Hello' },
    { event: 'Hello', subjects: [] },
    { event, subjects: ['Hello'] },
    { event, item: 'Hello', subjects: [] },
  ])('of words is a bug: %o', async (content) => {
    await serve();
    await expect(publishHint([orgChannel], content)).rejects.toThrow();
  });

  test('that the service does not take is an error, so that it is tried again', async () => {
    const { close } = await serve();
    await close();
    await expect(publishHint([orgChannel], { event, subjects: [] })).rejects.toThrow();
  });
});

test('the channels that somebody listens to are known, and a person’s connections can be ended', async () => {
  const { raw } = await serve();
  const client = await established(raw(`/app/${service().key}?protocol=7`));
  client.send('pusher:signin', signPerson(client.id, ada));
  expect(await client.next()).toMatchObject({ event: 'pusher:signin_success' });
  client.send('pusher:subscribe', { channel: personChannel(ada), ...signChannel(client.id, personChannel(ada)) });
  await client.next();
  expect(await connectedChannels('private-person-')).toEqual([personChannel(ada)]);
  expect(await connectedChannels('private-audience-')).toEqual([]);
  await disconnectPerson(ada);
  expect(await client.closed).toBe(4009);
  expect(client.socket.readyState).toBe(WebSocket.CLOSED);
});

describe('while the embedded server does not run', () => {
  beforeEach(() => noteEmbeddedPort(null));

  test('pages are given nothing to connect to', () => {
    expect(clientConfig()).toBeNull();
    expect(signChannel('1.2', orgChannel)).toBeNull();
    expect(signPerson('1.2', ada)).toBeNull();
  });

  test('hints go nowhere', async () => {
    await publishHint([orgChannel], { event, subjects: [] });
    expect(await connectedChannels('')).toEqual([]);
    await disconnectPerson(ada);
  });
});

test('a page is told the key and never the secret', async () => {
  await serve();
  expect(clientConfig()).toEqual({
    key: service().key,
    cluster: 'local',
    host: null,
    port: null,
    path: '/rt',
    hasTls: true,
  });
  expect(service().secret).not.toContain(service().key);
});
