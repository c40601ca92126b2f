import { expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret of more than thirty-two characters';
});

import PusherClient from 'pusher-js';
import { WebSocket as PlainSocket } from 'ws';
import { cast } from '@/db/cast';
import { personChannel } from '@/lib/realtime/channels';
import { authPath, connectOptions } from '@/lib/realtime/connect-rules';
import { realtimeService } from '@/lib/server/realtime-service';
import { useApp } from '@/lib/testing/app';
import { signIn, useBrowser } from '@/lib/testing/browser';
import { heard } from '@/lib/testing/realtime';

const app = useApp({ env: { AUTH_SECRET: process.env.AUTH_SECRET ?? '' } });
const { openPage } = useBrowser(app);
const { member, outsider } = cast;
const own = realtimeService();
const key = own.kind === 'embedded' ? own.key : '';

async function ask(cookie: string, form: Record<string, string>) {
  const headers = { origin: app.url, cookie };
  const answer = await fetch(`${app.url}${authPath}`, { method: 'POST', body: new URLSearchParams(form), headers });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** The library as a page has it, with a session's cookie. */
function connect(cookie: string): PusherClient {
  const config = { key, cluster: 'local', host: null, port: null, path: '/rt', hasTls: false };
  const { enabledTransports, ...options } = connectOptions(config, new URL(app.url));
  return new PusherClient(key, {
    ...options,
    enabledTransports: [...enabledTransports],
    channelAuthorization: {
      customHandler: ({ socketId: id, channelName }, callback) =>
        void ask(cookie, { socket_id: id, channel_name: channelName }).then(
          (signed) => callback(null, signed),
          (error) => callback(error, null),
        ),
    },
    userAuthentication: {
      customHandler: ({ socketId: id }, callback) =>
        void ask(cookie, { socket_id: id }).then(
          (signed) => callback(null, signed),
          (error) => callback(error, null),
        ),
    },
  });
}

const address = () => `${app.url.replace('http', 'ws')}/rt/app/${key}?protocol=7`;

test('a page listens to its own channels, and not to those of others', async () => {
  const page = connect(`next-auth.session-token=${await signIn(app, member.handle)}`);
  page.signin();
  const mine = page.subscribe(personChannel(member.id));
  const foreign = page.subscribe(personChannel(outsider.id));
  await Promise.all([
    heard(mine, 'pusher:subscription_succeeded'),
    heard(foreign, 'pusher:subscription_error'),
    page.user.signinDonePromise,
  ]);
  await expect.poll(() => page.user.user_data).toEqual({ id: member.id });
  expect(foreign.subscribed).toBe(false);
  page.disconnect();
});

test('a page of another site gets no connection', async () => {
  const socket = new PlainSocket(address(), { headers: { Origin: 'https://evil.test' } });
  const status = await new Promise((resolve) =>
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode)).on('error', () => {}),
  );
  expect(status).toBe(403);
});

test('a page may connect by its policy', async () => {
  const page = await openPage({ path: '/login' });
  const said = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => resolve(data);
        socket.onerror = () => resolve('error');
      }),
    address(),
  );
  expect(said).toContain('pusher:connection_established');
});

test('a page that is open when the app stops hears so, and does not hold it up', async () => {
  const socket = new PlainSocket(address());
  await new Promise((resolve) => socket.once('message', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const began = Date.now();
  await app.stop();
  expect(Date.now() - began).toBeLessThan(5000);
  expect(await closed).toBe(1001);
  await app.start();
});
