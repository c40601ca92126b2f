import { expect, test, vi } from 'vitest';
import { heard, serveRealtime } from '@/lib/testing/realtime';

const SOON_MS = 300;
const later = (milliseconds = SOON_MS) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('what the app publishes reaches the subscribers of a private channel, and nobody else', async () => {
  const { client, pusher } = await serveRealtime();
  const [inside, outside] = [client('ada'), client('ben')];
  const channel = inside.subscribe('private-room');
  const other = outside.subscribe('private-other');
  await Promise.all([heard(channel, 'pusher:subscription_succeeded'), heard(other, 'pusher:subscription_succeeded')]);
  const stray = vi.fn();
  outside.bind_global(stray);
  const got = heard(channel, 'hint');
  await pusher.trigger('private-room', 'hint', { event: 'e1', words: 'naïve ☂' });
  expect(await got).toEqual({ event: 'e1', words: 'naïve ☂' });
  expect(stray).not.toHaveBeenCalledWith('hint', expect.anything());
});

test('one call publishes to many channels, and a batch to each its own', async () => {
  const { client, pusher } = await serveRealtime();
  const page = client('ada');
  const channels = ['private-a', 'private-b'].map((name) => page.subscribe(name));
  await Promise.all(channels.map((channel) => heard(channel, 'pusher:subscription_succeeded')));
  const first = Promise.all(channels.map((channel) => heard(channel, 'both')));
  await pusher.trigger(['private-a', 'private-b'], 'both', 1);
  expect(await first).toEqual([1, 1]);
  const second = Promise.all(channels.map((channel) => heard(channel, 'own')));
  await pusher.triggerBatch([
    { channel: 'private-a', name: 'own', data: { to: 'a' } },
    { channel: 'private-b', name: 'own', data: { to: 'b' } },
  ]);
  expect(await second).toEqual([{ to: 'a' }, { to: 'b' }]);
});

test('the socket that caused an event is left out', async () => {
  const { client, pusher } = await serveRealtime();
  const [writer, reader] = [client('ada'), client('ben')];
  const [own, other] = [writer.subscribe('private-room'), reader.subscribe('private-room')];
  await Promise.all([own, other].map((channel) => heard(channel, 'pusher:subscription_succeeded')));
  const echo = vi.fn();
  own.bind('hint', echo);
  const got = heard(other, 'hint');
  await pusher.trigger('private-room', 'hint', {}, { socket_id: writer.connection.socket_id });
  await got;
  await later();
  expect(echo).not.toHaveBeenCalled();
});

test('after leaving a channel nothing of it arrives, and the channel is empty', async () => {
  const { client, pusher, occupied } = await serveRealtime();
  const page = client('ada');
  const channel = page.subscribe('private-room');
  await heard(channel, 'pusher:subscription_succeeded');
  expect(await occupied('private-')).toEqual(['private-room']);
  const stray = vi.fn();
  channel.bind('hint', stray);
  page.unsubscribe('private-room');
  await expect.poll(() => occupied('private-')).toEqual([]);
  await pusher.trigger('private-room', 'hint', {});
  await later();
  expect(stray).not.toHaveBeenCalled();
});

test('whoever has signed in gets what is sent to them, on all that they have open', async () => {
  const { client, pusher } = await serveRealtime();
  const pages = [client('ada'), client('ada')];
  const other = client('ben');
  await Promise.all([...pages, other].map((page) => heard(page.connection, 'connected')));
  await Promise.all([...pages, other].map((page) => page.user.signinDonePromise));
  const stray = vi.fn();
  other.user.bind('note', stray);
  await later();
  const got = Promise.all(pages.map((page) => heard(page.user, 'note')));
  await pusher.sendToUser('ada', 'note', { n: 1 });
  expect(await got).toEqual([{ n: 1 }, { n: 1 }]);
  expect(stray).not.toHaveBeenCalled();
});

test('ending a person’s connections ends all of them at once and for good, and those of nobody else', async () => {
  const { client, pusher, occupied } = await serveRealtime();
  const pages = [client('ada'), client('ada')];
  const other = client('ben');
  const channels = [...pages, other].map((page) => page.subscribe('private-room'));
  await Promise.all(channels.map((channel) => heard(channel, 'pusher:subscription_succeeded')));
  await Promise.all([...pages, other].map((page) => page.user.signinDonePromise));
  const stray = vi.fn();
  for (const channel of channels.slice(0, 2)) channel.bind('hint', stray);
  const ended = Promise.all(pages.map((page) => heard(page.connection, 'error')));
  await pusher.terminateUserConnections('ada');
  const got = heard(channels[2] ?? other, 'hint');
  await pusher.trigger('private-room', 'hint', {});
  await got;
  expect(await ended).toMatchObject([{ data: { code: 4009 } }, { data: { code: 4009 } }]);
  await later(1500);
  expect(pages.map((page) => page.connection.state)).toEqual(['disconnected', 'disconnected']);
  expect(other.connection.state).toBe('connected');
  expect(await occupied('private-')).toEqual(['private-room']);
  expect(stray).not.toHaveBeenCalled();
});

test('after a broken connection a page is back in its channels, signed in again, by itself', async () => {
  const { client, pusher, cut } = await serveRealtime();
  const page = client('ada');
  const channel = page.subscribe('private-room');
  await heard(channel, 'pusher:subscription_succeeded');
  const { socket_id: before } = page.connection;
  const again = heard(channel, 'pusher:subscription_succeeded');
  cut();
  await again;
  expect(page.connection.socket_id).not.toBe(before);
  await page.user.signinDonePromise;
  const got = heard(channel, 'hint');
  await pusher.trigger('private-room', 'hint', { back: true });
  expect(await got).toEqual({ back: true });
  await expect.poll(() => page.user.user_data).toMatchObject({ id: 'ada' });
  const ended = heard(page.connection, 'disconnected');
  await pusher.terminateUserConnections('ada');
  await ended;
});

test('a page that signs with another secret stays outside, and hears so', async () => {
  const { client, occupied } = await serveRealtime();
  const page = client(undefined, {
    channelAuthorization: { customHandler: (_, callback) => callback(null, { auth: `app-key:${'0'.repeat(64)}` }) },
  });
  const refused = heard<{ data: object }>(page.connection, 'error');
  page.subscribe('private-room');
  expect((await refused).data).toMatchObject({ code: 4009 });
  expect(page.connection.state).toBe('connected');
  expect(await occupied()).toEqual([]);
});

test('pages that are open when the app stops are told that it goes away', async () => {
  const { client, close } = await serveRealtime();
  const page = client('ada');
  await heard(page.connection, 'connected');
  const left = heard<{ current: string }>(page.connection, 'state_change');
  await close();
  expect((await left).current).not.toBe('connected');
});

test('everyone in the channel gets each of many events once, in order', async () => {
  const { client, pusher } = await serveRealtime();
  const pages = Array.from({ length: 20 }, (_, index) => client(`person-${index}`));
  const channels = pages.map((page) => page.subscribe('private-room'));
  await Promise.all(channels.map((channel) => heard(channel, 'pusher:subscription_succeeded')));
  const seen = channels.map((channel) => {
    const list: number[] = [];
    channel.bind('n', (n: number) => list.push(n));
    return list;
  });
  const all = Array.from({ length: 100 }, (_, n) => n);
  for (const n of all) await pusher.trigger('private-room', 'n', n);
  await expect.poll(() => seen.every((list) => list.length === all.length)).toBe(true);
  expect(seen).toEqual(seen.map(() => all));
});
