import { describe, expect, test } from 'vitest';
import {
  credentials,
  established,
  join,
  joinPrivate,
  type RawClient,
  serveRealtime,
  sign,
  signIn,
} from '@/lib/testing/realtime';

describe('a private channel', () => {
  const refusals: [string, (client: RawClient) => string | undefined][] = [
    ['no signature', () => undefined],
    ['an empty one', () => ''],
    ['one of another app', ({ id }) => sign(`${id}:private-room`, { ...credentials, key: 'other' })],
    ['one with another secret', ({ id }) => sign(`${id}:private-room`, { ...credentials, secret: 'other' })],
    ['one for another socket', () => sign('1.2:private-room')],
    ['one for another channel', ({ id }) => sign(`${id}:private-other`)],
    ['one for signing in', ({ id }) => sign(`${id}::user::private-room`)],
    ['a longer one', ({ id }) => `${sign(`${id}:private-room`)}00`],
  ];

  test.each(refusals)('is refused with %s', async (_name, auth) => {
    const { raw, occupied } = await serveRealtime();
    const client = await established(raw());
    join(client, 'private-room', auth(client));
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
    expect(await occupied()).toEqual([]);
  });

  test('a signature that one connection got is of no use to the next', async () => {
    const { raw } = await serveRealtime();
    const first = await established(raw());
    const auth = sign(`${first.id}:private-room`);
    first.socket.close();
    const second = await established(raw());
    join(second, 'private-room', auth);
    expect(await second.next()).toMatchObject({ event: 'pusher:error' });
  });

  test('is opened by the right one, and once is enough', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    joinPrivate(client);
    expect(await client.next()).toMatchObject({
      event: 'pusher_internal:subscription_succeeded',
      channel: 'private-room',
    });
    joinPrivate(client);
    expect(await client.next()).toMatchObject({ event: 'pusher:error' });
  });

  test.each(['presence-room', 'cache-room', 'private-cache-room', 'private-encrypted-room'])(
    '%s is of a kind that is not served, however it is signed',
    async (name) => {
      const { raw, occupied } = await serveRealtime();
      const client = await established(raw());
      joinPrivate(client, name);
      expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
      expect(await occupied()).toEqual([]);
    },
  );

  test.each(['', 'room with spaces', 'private-ä', ':user::{}', 'x'.repeat(201), '#private', '#server-to-user-'])(
    'a name like "%s" is none',
    async (name) => {
      const { raw, occupied } = await serveRealtime();
      const client = await established(raw());
      joinPrivate(client, name);
      expect(await client.next()).toMatchObject({ event: 'pusher:error' });
      expect(await occupied()).toEqual([]);
    },
  );

  test('a connection has only so many channels', async () => {
    const { raw } = await serveRealtime({ channelsPerConnection: 3 });
    const client = await established(raw());
    for (const name of ['a', 'b', 'c', 'd']) joinPrivate(client, `private-${name}`);
    const answers = [await client.next(), await client.next(), await client.next(), await client.next()];
    expect(answers.map(({ event }) => event).slice(2)).toEqual([
      'pusher_internal:subscription_succeeded',
      'pusher:error',
    ]);
  });
});

describe('signing in', () => {
  test('is confirmed with what was signed', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    signIn(client);
    expect(await client.next()).toMatchObject({ event: 'pusher:signin_success', data: { user_data: '{"id":"ada"}' } });
  });

  test.each([
    ['no signature', { user_data: '{"id":"ada"}' }],
    ['a wrong signature', { user_data: '{"id":"ada"}', auth: sign('1.2::user::{"id":"ada"}') }],
    ['no person', { user_data: '{}', auth: sign('x') }],
    ['a person who is no text', { user_data: '{"id":7}', auth: sign('x') }],
    ['what is not JSON', { user_data: 'ada', auth: sign('x') }],
    ['nothing', null],
  ])('is refused with %s', async (_name, data) => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.send('pusher:signin', data);
    expect(await client.next()).toMatchObject({ event: 'pusher:error' });
    join(client, '#server-to-user-ada');
    expect(await client.next()).toMatchObject({ event: 'pusher:error' });
  });

  test('a channel of a person is for that person only', async () => {
    const { raw, pusher } = await serveRealtime();
    const client = await established(raw());
    signIn(client, 'ben');
    await client.next();
    join(client, '#server-to-user-ada', sign(`${client.id}:#server-to-user-ada`));
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
    join(client, '#server-to-user-ben');
    expect(await client.next()).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });
    await pusher.sendToUser('ada', 'note', 1);
    await pusher.sendToUser('ben', 'note', 2);
    expect(await client.next()).toMatchObject({ event: 'note', data: 2 });
  });

  test('nobody becomes another person on the same connection', async () => {
    const { raw, pusher } = await serveRealtime();
    const client = await established(raw());
    signIn(client, 'ada');
    await client.next();
    signIn(client, 'ben');
    expect(await client.next()).toMatchObject({ event: 'pusher:error' });
    await pusher.terminateUserConnections('ada');
    expect(await client.closed).toBe(4009);
  });

  test('whoever does not sign in is not kept, even in a channel', async () => {
    const { raw } = await serveRealtime({ signInMs: 100, sweepMs: 20 });
    const [stranger, person] = [await established(raw()), await established(raw())];
    signIn(person);
    joinPrivate(stranger);
    expect(await stranger.closed).toBe(4009);
    expect(person.socket.readyState).toBe(person.socket.OPEN);
  });
});

describe('what is no request', () => {
  test.each([
    ['not JSON', 'hello'],
    ['nothing', ''],
    ['a list', '[]'],
    ['no event', '{"data":{}}'],
    ['an event that is no text', '{"event":7}'],
    ['an event nobody knows', '{"event":"pusher:shutdown"}'],
    ['a name that every object has', '{"event":"constructor"}'],
    ['deep nesting', `{"event":"pusher:subscribe","data":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['a subscription to nothing', '{"event":"pusher:subscribe"}'],
    ['a subscription to a list', '{"event":"pusher:subscribe","data":{"channel":["a"]}}'],
    ['a prototype', '{"event":"pusher:subscribe","data":{"__proto__":{"channel":"a"}}}'],
  ])('is answered with an error when it is %s, and the connection stays', async (_name, text) => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.socket.send(text);
    expect(await client.next()).toMatchObject({ event: 'pusher:error' });
    client.send('pusher:ping');
    expect(await client.next()).toMatchObject({ event: 'pusher:pong' });
  });

  test('an event needs no data, and its data may be JSON within JSON', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.socket.send('{"event":"pusher:ping"}');
    expect(await client.next()).toMatchObject({ event: 'pusher:pong' });
    client.send('pusher:subscribe', JSON.stringify({ channel: 'room' }));
    expect(await client.next()).toMatchObject({ event: 'pusher_internal:subscription_succeeded', channel: 'room' });
  });

  test('events of clients are refused and reach nobody', async () => {
    const { raw } = await serveRealtime();
    const [sender, other] = [await established(raw()), await established(raw())];
    for (const client of [sender, other]) {
      joinPrivate(client);
      await client.next();
    }
    sender.send('client-typing', {}, { channel: 'private-room' });
    expect(await sender.next()).toMatchObject({ event: 'pusher:error', data: { code: 4301 } });
    other.send('pusher:ping');
    expect(await other.next()).toMatchObject({ event: 'pusher:pong' });
  });

  test('leaving a channel that one is not in is nothing', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.send('pusher:unsubscribe', { channel: 'private-room' });
    client.send('pusher:ping');
    expect(await client.next()).toMatchObject({ event: 'pusher:pong' });
  });

  test('a binary frame ends the connection', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.socket.send(Buffer.from('{"event":"pusher:ping"}'), { binary: true });
    expect(await client.closed).toBe(1003);
  });

  test('a huge frame ends the connection', async () => {
    const { raw } = await serveRealtime();
    const client = await established(raw());
    client.send('pusher:ping', 'x'.repeat(20_000));
    expect(await client.closed).toBe(1009);
  });

  test('a flood of messages ends the connection', async () => {
    const { raw } = await serveRealtime({ messagesPerWindow: 10 });
    const client = await established(raw());
    for (let count = 0; count < 11; count += 1) client.send('pusher:ping');
    expect(await client.closed).toBe(4100);
  });
});
