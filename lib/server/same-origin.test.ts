import { expect, test } from 'vitest';
import { Forbidden } from '@/lib/errors';
import { appOrigins, assertSameOrigin, isSameOrigin } from './same-origin';

const here = ['https://chatter.test'];

test.each([
  ['our own form', { origin: 'https://chatter.test', fetchSite: 'same-origin', hasCookie: true }, true],
  ['our own form in a browser without Sec-Fetch-Site', { origin: 'https://chatter.test', hasCookie: true }, true],
  ['a browser that leaves Origin out', { fetchSite: 'same-origin', hasCookie: true }, true],
  ['an address typed by the person', { fetchSite: 'none', hasCookie: true }, true],
  ['a program without anybody’s cookie', { hasCookie: false }, true],
  ['a program with a cookie and no provenance', { hasCookie: true }, false],
  ['another site', { origin: 'https://evil.test', fetchSite: 'cross-site', hasCookie: true }, false],
  ['another site without a cookie', { origin: 'https://evil.test', hasCookie: false }, false],
  ['another site that leaves Origin out', { fetchSite: 'cross-site', hasCookie: true }, false],
  [
    'a neighbour under the same domain',
    { origin: 'https://blog.chatter.test', fetchSite: 'same-site', hasCookie: true },
    false,
  ],
  ['a neighbour that leaves Origin out', { fetchSite: 'same-site', hasCookie: true }, false],
  ['the same host on another port', { origin: 'https://chatter.test:8443', hasCookie: true }, false],
  ['the same host without encryption', { origin: 'http://chatter.test', hasCookie: true }, false],
  ['a sandboxed frame', { origin: 'null', fetchSite: 'cross-site', hasCookie: true }, false],
  ['a name that begins like ours', { origin: 'https://chatter.test.evil.test', hasCookie: true }, false],
  [
    'a foreign origin that claims our own fetch site',
    { origin: 'https://evil.test', fetchSite: 'same-origin', hasCookie: true },
    false,
  ],
])(
  '%s',
  (_, { origin, fetchSite, hasCookie }: { origin?: string; fetchSite?: string; hasCookie: boolean }, isAllowed) => {
    expect(isSameOrigin({ origin, fetchSite, hasCookie }, here)).toBe(isAllowed);
  },
);

test('without APP_URL every name of this machine is ours, on our port only', () => {
  expect(appOrigins()).toEqual(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000']);
});

test('a route handler refuses another site whatever host the request claims', () => {
  const headers = { origin: 'http://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' };
  const foreign = new Request('http://evil.test/api/uploads', { method: 'POST', headers });
  expect(() => assertSameOrigin(foreign)).toThrow(Forbidden);
  const own = new Request('http://localhost:3000/', { method: 'POST', headers: { origin: 'http://localhost:3000' } });
  expect(() => assertSameOrigin(own)).not.toThrow();
});
