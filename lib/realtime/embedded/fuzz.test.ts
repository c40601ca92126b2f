import fc from 'fast-check';
import { expect, test } from 'vitest';
import { established, joinPrivate, serveRealtime, signIn } from '@/lib/testing/realtime';

const events = ['subscribe', 'unsubscribe', 'signin', 'ping', 'pong', 'error'].map((name) => `pusher:${name}`);
const known = fc.constantFrom('__proto__', 'room', 'private-room', '#server-to-user-ada', '{"id":"ada"}', 'app-key:');
const odd = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), known);

/** Messages that are almost some: the right keys with the wrong values. */
const almost = fc.record(
  {
    event: fc.oneof(fc.constantFrom(...events), odd),
    data: fc.oneof(odd, fc.record({ channel: odd, auth: odd, user_data: odd }, { requiredKeys: [] })),
    channel: odd,
  },
  { requiredKeys: [] },
);
/** Requests with everything in its place but the signature. */
const unsigned = fc.record({
  event: fc.constantFrom('pusher:subscribe', 'pusher:signin'),
  data: fc.record({ channel: known, auth: fc.oneof(known, fc.string()), user_data: known }),
});
const texts = fc.oneof(almost, unsigned).map((value) => JSON.stringify(value));
const message = fc.oneof(texts, fc.json(), fc.string({ unit: 'binary' }));

test('whatever a client says, it gets into no private channel, becomes nobody, and harms nobody else', async () => {
  const { raw, pusher, occupied } = await serveRealtime({ messagesPerWindow: 1_000_000 });
  const [bystander, hostile] = [await established(raw()), await established(raw())];
  signIn(bystander);
  await bystander.next();
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 10, maxLength: 30 }), async (messages) => {
      for (const text of messages) hostile.socket.send(text);
      const before = hostile.frames.length;
      hostile.send('pusher:ping');
      await expect.poll(() => hostile.frames.slice(before).some(({ event }) => event === 'pusher:pong')).toBe(true);
    }),
    { numRuns: 40 },
  );
  expect((await occupied()).filter((name) => /^(private|#)/.test(name))).toEqual([]);
  expect(hostile.frames.filter(({ event }) => event === 'pusher:signin_success')).toEqual([]);
  await pusher.terminateUserConnections('ada');
  expect(await bystander.closed).toBe(4009);
});

test('whatever a publisher sends, it is answered, and what is not signed is refused', async () => {
  const { api, raw, pusher } = await serveRealtime();
  const client = await established(raw());
  joinPrivate(client);
  await client.next();
  const path = fc.constantFrom(
    '/events',
    '/batch_events',
    '/channels',
    '/channels/%',
    '/users//terminate_connections',
    '',
  );
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.webQueryParameters(),
      fc.constantFrom('GET', 'POST', 'PUT'),
      message,
      async (...asked) => {
        const [below, query, method, body] = asked;
        const answer = await fetch(`${api}/apps/7${below}?${query}`, { method, ...(method !== 'GET' && { body }) });
        expect([401, 404]).toContain(answer.status);
      },
    ),
    { numRuns: 100 },
  );
  await pusher.trigger('private-room', 'n', 1);
  expect(await client.next()).toMatchObject({ event: 'n' });
});
