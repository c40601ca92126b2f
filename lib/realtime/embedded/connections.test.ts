import { describe, expect, test } from 'vitest';
import { credentials, established, joinPrivate, page, serveRealtime, signIn } from '@/lib/testing/realtime';

const base = `/app/${credentials.key}`;

describe('the address of a connection', () => {
  test.each([
    [4001, '/app/another-key?protocol=7'],
    [4005, '/'],
    [4005, `/apps/${credentials.key}?protocol=7`],
    [4005, `${base}/more?protocol=7`],
    [4006, `${base}?protocol=7&version=latest`],
    [4007, `${base}?protocol=3`],
    [4007, `${base}?protocol=8`],
    [4008, base],
  ])('is answered with %i when it is %s', async (code, path) => {
    const { raw } = await serveRealtime();
    const client = await raw(path);
    expect(await client.closed).toBe(code);
    expect(client.frames).toEqual([]);
  });

  test('a good one gets an id that cannot be guessed and the time after which to ping', async () => {
    const { raw } = await serveRealtime();
    const clients = [await raw(), await raw()];
    const said = await Promise.all(clients.map((client) => client.next()));
    expect(said[0]).toMatchObject({
      event: 'pusher:connection_established',
      data: { socket_id: expect.stringMatching(/^\d{6,}\.\d{6,}$/), activity_timeout: 30 },
    });
    expect(said[0]?.data).not.toEqual(said[1]?.data);
  });
});

describe('where a connection comes from', () => {
  test('a page of ours is taken, and a program that says nothing', async () => {
    const { raw } = await serveRealtime();
    await established(raw(undefined, { Origin: page }));
    await established(raw());
  });

  test.each<Record<string, string>>([
    { Origin: 'https://evil.test' },
    { Origin: 'null' },
    { Origin: `${page}.evil.test` },
    { Origin: 'http://chatter.test' },
    { Cookie: 'next-auth.session-token=x' },
  ])('%o is refused before there is a connection', async (headers) => {
    const { raw } = await serveRealtime();
    const client = await raw(undefined, headers);
    expect(await client.closed).toBe(0);
    expect(client.frames).toEqual([]);
  });
});

describe('capacity', () => {
  test('when all places are taken by people the next one is asked to come back', async () => {
    const { raw } = await serveRealtime({ connections: 2 });
    for (const id of ['ada', 'ben']) {
      const client = await established(raw());
      signIn(client, id);
      await client.next();
    }
    expect(await (await raw()).closed).toBe(4100);
  });

  test('whoever has not signed in gives up their place to a newcomer', async () => {
    const { raw } = await serveRealtime({ connections: 2 });
    const person = await established(raw());
    signIn(person);
    await person.next();
    const stranger = await established(raw());
    const newcomer = await established(raw());
    expect(await stranger.closed).toBe(4100);
    expect([person, newcomer].map(({ socket }) => socket.readyState)).toEqual([1, 1]);
  });

  test('who leaves makes room', async () => {
    const { raw } = await serveRealtime({ connections: 1 });
    const first = await established(raw());
    signIn(first);
    await first.next();
    first.socket.close();
    await first.closed;
    await established(raw());
  });
});

describe('signs of life', () => {
  const quick = { silenceMs: 50, answerMs: 100, sweepMs: 20 };

  test('a client that does not answer is given up', async () => {
    const { raw } = await serveRealtime(quick);
    const client = await established(raw(undefined, {}, { autoPong: false }));
    expect(await client.closed).toBe(4201);
  });

  test('a client’s own pings are answered, as often as it may speak', async () => {
    const { raw } = await serveRealtime({ messagesPerWindow: 10 });
    const { socket, closed } = await established(raw());
    const answers: string[] = [];
    socket.on('pong', (data) => answers.push(data.toString()));
    for (let count = 1; count <= 11; count += 1) socket.ping(String(count));
    expect(await closed).toBe(4100);
    expect(answers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  test('a connection that has been open for long is to come back, and be signed for anew', async () => {
    const { raw } = await serveRealtime({ ageMs: 100, sweepMs: 20 });
    const client = await established(raw());
    signIn(client);
    expect(await client.closed).toBe(4200);
  });

  test('a client that answers is kept', async () => {
    const { raw } = await serveRealtime(quick);
    const client = await established(raw());
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });
});

test('a client that reads too slowly is cut off, and the others get everything', async () => {
  const { raw, pusher } = await serveRealtime({ bufferedBytes: 64 * 1024 });
  const [slow, quick] = [await established(raw()), await established(raw())];
  for (const client of [slow, quick]) {
    joinPrivate(client);
    await client.next();
  }
  const subscribers = async () => {
    const params = { info: 'subscription_count' };
    return (await (await pusher.get({ path: '/channels/private-room', params })).json()).subscription_count;
  };
  slow.socket.pause();
  const event = { channel: 'private-room', name: 'n', data: 'x'.repeat(10_000) };
  let sent = 0;
  for (; sent < 2000 && (await subscribers()) === 2; sent += 10)
    await pusher.triggerBatch(Array.from({ length: 10 }, () => ({ ...event, data: JSON.stringify(event.data) })));
  expect(await subscribers()).toBe(1);
  await expect.poll(() => quick.frames.length).toBe(sent + 2);
});

test('whose connections were ended is out at once, even if their client does not let go', async () => {
  const { raw, pusher, occupied } = await serveRealtime();
  const client = await established(raw());
  signIn(client);
  joinPrivate(client);
  await client.next();
  await client.next();
  client.socket.pause();
  await pusher.terminateUserConnections('ada');
  expect(await occupied()).toEqual([]);
});
