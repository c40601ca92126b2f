import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { credentials, established, serveRealtime } from '@/lib/testing/realtime';

type Call = { method?: string; path?: string; body?: string; change?: Record<string, string>; secret?: string };

const own = `/apps/${credentials.appId}`;
const event = { name: 'hint', channels: ['private-room'], data: '{}' };

/** A request as the published rules sign it, with parameters changed before or after that. */
async function call(api: string, { method = 'POST', path = '/events', body = '', change = {}, secret }: Call) {
  const [below = '', search = ''] = path.split('?');
  const query = new URLSearchParams(search);
  query.set('auth_key', credentials.key);
  query.set('auth_timestamp', String(Math.floor(Date.now() / 1000)));
  query.set('auth_version', '1.0');
  if (body) query.set('body_md5', createHash('md5').update(body).digest('hex'));
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  const sorted = [...query].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  const text = [method, `${own}${below}`, sorted.join('&')].join('\n');
  const signature = createHmac('sha256', secret ?? credentials.secret)
    .update(text)
    .digest('hex');
  if (!query.has('auth_signature')) query.set('auth_signature', signature);
  const answer = await fetch(`${api}${own}${below}?${query}`, { method, ...(body && { body }) });
  return { status: answer.status, body: await answer.text() };
}

const publish = (api: string, content: unknown, rest: Call = {}) =>
  call(api, { body: JSON.stringify(content), ...rest });

const ago = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);

test('the worked example of the published rules is signed as they say', () => {
  const text =
    'POST\n/apps/3/events\nauth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f';
  const signature = createHmac('sha256', '7ad3773142a6692b25b8').update(text).digest('hex');
  expect(signature).toBe('da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c');
});

test('an event that is signed well is taken', async () => {
  const { api } = await serveRealtime();
  expect(await publish(api, event)).toEqual({ status: 200, body: '{}' });
  expect(await publish(api, event, { change: { auth_timestamp: ago(590) } })).toMatchObject({ status: 200 });
});

test.each<[string, Call]>([
  ['another secret', { secret: 'guess' }],
  ['an unknown key', { change: { auth_key: 'other' } }],
  ['a signature of nothing', { change: { auth_signature: '' } }],
  ['a signature that is none', { change: { auth_signature: 'é'.repeat(32) } }],
  ['a time long ago', { change: { auth_timestamp: ago(601) } }],
  ['a time far ahead', { change: { auth_timestamp: ago(-610) } }],
  ['no time', { change: { auth_timestamp: '' } }],
  ['a time that is none', { change: { auth_timestamp: 'now' } }],
  ['another version', { change: { auth_version: '2.0' } }],
  ['the sum of another body', { change: { body_md5: createHash('md5').update('other').digest('hex') } }],
])('what comes with %s is refused and reaches nobody', async (_name, change) => {
  const { api, raw } = await serveRealtime();
  const client = await established(raw());
  client.send('pusher:subscribe', { channel: 'room' });
  await client.next();
  expect(await publish(api, { ...event, channels: ['room'] }, change)).toMatchObject({ status: 401 });
  client.send('pusher:ping');
  expect(await client.next()).toMatchObject({ event: 'pusher:pong' });
});

test('a parameter that was added after signing is refused', async () => {
  const { api, pusher } = await serveRealtime();
  const signed = pusher.createSignedQueryString({ method: 'GET', path: `${own}/channels`, params: {} });
  expect((await fetch(`${api}${own}/channels?${signed}`)).status).toBe(200);
  expect((await fetch(`${api}${own}/channels?${signed}&filter_by_prefix=private-`)).status).toBe(401);
});

test('a request of another app finds nothing', async () => {
  const { api } = await serveRealtime();
  for (const path of ['/', '/apps/8/events', `${own}x/events`, own]) expect((await fetch(api + path)).status).toBe(404);
});

const large = 'x'.repeat(10_241);

test.each<[number, string, string, unknown]>([
  [413, 'data of more than 10 kB', '/events', { ...event, data: large }],
  [413, 'data of more than 10 kB in bytes', '/events', { ...event, data: '€'.repeat(3414) }],
  [413, 'one of a batch with too much data', '/batch_events', { batch: [{ name: 'n', channel: 'a', data: large }] }],
  [413, 'a body that is too large by far', '/events', { ...event, data: large.repeat(30) }],
  [400, 'what is no JSON object', '/events', 'text'],
  [400, 'no channel', '/events', { name: 'n', data: '' }],
  [400, 'no name', '/events', { channels: ['a'], data: '' }],
  [400, 'a long name', '/events', { ...event, name: 'x'.repeat(201) }],
  [400, 'no data', '/events', { name: 'n', channels: ['a'] }],
  [400, 'data that is no text', '/events', { ...event, data: {} }],
  [400, 'more than 100 channels', '/events', { ...event, channels: Array.from({ length: 101 }, (_, n) => `c${n}`) }],
  [400, 'a channel that is none', '/events', { ...event, channels: ['a b'] }],
  [400, 'a socket that is none', '/events', { ...event, socket_id: '1.2\n' }],
  [400, 'an attribute nobody knows', '/events', { ...event, info: 'user_count' }],
  [400, 'more than 10 events', '/batch_events', { batch: Array(11).fill({ name: 'n', channel: 'a', data: '' }) }],
  [400, 'no list', '/batch_events', { batch: 'all' }],
  [404, 'what is not there', '/channels', {}],
])('%i is the answer to %s', async (status, _name, path, content) => {
  const { api } = await serveRealtime();
  expect(await publish(api, content, { path })).toMatchObject({ status });
});

test('a channel that is named twice gets an event once', async () => {
  const { api, raw } = await serveRealtime();
  const client = await established(raw());
  client.send('pusher:subscribe', { channel: 'room' });
  await client.next();
  await publish(api, { ...event, channels: ['room', 'room'], channel: 'room' });
  client.send('pusher:ping');
  expect([(await client.next()).event, (await client.next()).event]).toEqual(['hint', 'pusher:pong']);
});

test('10 240 bytes are taken', async () => {
  const { api } = await serveRealtime();
  expect(await publish(api, { ...event, data: large.slice(1) })).toMatchObject({ status: 200 });
});

test('channels are listed by their beginning, with how many listen', async () => {
  const { api, raw } = await serveRealtime();
  for (const names of [['a-1', 'b-1'], ['a-1']]) {
    const client = await established(raw());
    for (const channel of names) {
      client.send('pusher:subscribe', { channel });
      await client.next();
    }
  }
  const get = async (path: string) => {
    const { status, body } = await call(api, { method: 'GET', path });
    return status === 200 ? JSON.parse(body) : status;
  };
  expect(await get('/channels')).toEqual({ channels: { 'a-1': {}, 'b-1': {} } });
  expect(await get('/channels?filter_by_prefix=a&info=subscription_count')).toEqual({
    channels: { 'a-1': { subscription_count: 2 } },
  });
  expect(await get('/channels/b-1?info=subscription_count')).toEqual({ occupied: true, subscription_count: 1 });
  expect(await get('/channels/c-1')).toEqual({ occupied: false });
  expect(await get('/channels?info=user_count')).toBe(400);
  expect(await get('/channels/a-1/users')).toBe(400);
});

test('how many listen is told to who publishes and asks', async () => {
  const { pusher } = await serveRealtime();
  const one = await pusher.trigger(['a', 'b'], 'n', 1, { info: 'subscription_count' });
  expect(await one.json()).toEqual({ channels: { a: { subscription_count: 0 }, b: { subscription_count: 0 } } });
  const many = await pusher.triggerBatch([
    { channel: 'a', name: 'n', data: 1, info: 'subscription_count' },
    { channel: 'b', name: 'n', data: 1 },
  ]);
  expect(await many.json()).toEqual({ batch: [{ subscription_count: 0 }, {}] });
});
