import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.APP_URL = 'https://chatter.test';
  process.env.LOG_LEVEL = 'debug';
});

import { currentRequest } from '@/lib/request';
import { installHook } from './hook';

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void | Promise<void>;

const own = { origin: 'https://chatter.test' };
const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
let handle: Handler;
let seen: http.IncomingMessage | undefined;
let port = 0;

const server = http.createServer((request, response) => {
  seen = request;
  void handle(request, response);
});

beforeAll(async () => {
  installHook({ isDevelopment: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => {
  seen = undefined;
  handle = (_, response) => page(response);
});

const page = (response: http.ServerResponse) => {
  response.setHeader('Content-Type', 'text/html');
  response.setHeader('Cache-Control', 'private, max-age=600');
  response.end('<p>words</p>');
};

type Ask = { method?: string; path?: string; headers?: Record<string, string>; body?: string | string[] };

/** Plain http, because fetch sets headers of its own. An array is sent in chunks, without a length. */
function ask({ method = 'GET', path = '/', headers = {}, body }: Ask) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const length = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const request = http.request({ port, host: '127.0.0.1', method, path, headers: { ...length, ...headers } });
    request.on('response', async (answer) =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }),
    );
    request.on('error', reject);
    for (const chunk of [body ?? []].flat()) request.write(chunk);
    request.end();
  });
}

test('a page gets a policy with a nonce of its own that the framework reads from the request', async () => {
  const [first, second] = [await ask({}), await ask({})];
  const nonce = /'nonce-([\w-]{20,})'/.exec(String(first.headers['content-security-policy']))?.[1];
  expect(nonce).toBeTruthy();
  expect(second.headers['content-security-policy']).not.toContain(nonce);
  expect(seen?.headers['content-security-policy']).toBe(second.headers['content-security-policy']);
  expect(first.headers['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
  expect(first.headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('every response is sent with the security headers', async () => {
  expect((await ask({})).headers).toMatchObject({
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'strict-transport-security': expect.stringContaining('max-age='),
  });
});

test('a page is kept by no cache, whatever the framework says', async () => {
  expect((await ask({})).headers['cache-control']).toBe('private, no-store');
});

test('a route handler keeps its own policy and caching', async () => {
  handle = (_, response) =>
    void response
      .writeHead(200, {
        'Content-Type': 'image/webp',
        'Cache-Control': 'private, max-age=60',
        'Content-Security-Policy': 'sandbox',
      })
      .end();
  expect((await ask({})).headers).toMatchObject({
    'cache-control': 'private, max-age=60',
    'content-security-policy': 'sandbox',
  });
});

test('the build’s own files stay cacheable', async () => {
  handle = (_, response) => void response.setHeader('Cache-Control', 'public, max-age=31536000, immutable').end();
  const { headers } = await ask({ path: '/_next/static/chunks/a.js' });
  expect(headers['cache-control']).toContain('immutable');
  expect(headers['content-security-policy']).toBeUndefined();
});

test('a page sets its status after the framework chose 200', async () => {
  handle = async (_, response) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    currentRequest()?.setStatus(404);
    response.statusCode = 200;
    page(response);
  };
  const { status, body } = await ask({});
  expect([status, body]).toEqual([404, '<p>words</p>']);
});

test('a scripted action that worked is not failed by the page it renders again', async () => {
  handle = (_, response) => {
    currentRequest()?.setStatus(404);
    page(response);
  };
  expect((await ask({ method: 'POST', headers: { ...own, 'next-action': 'abc' } })).status).toBe(200);
});

test('a redirect stays one', async () => {
  handle = (_, response) => {
    currentRequest()?.setStatus(404);
    response.writeHead(303, { Location: '/' }).end();
  };
  expect((await ask({})).status).toBe(303);
});

test('the id of a request is made here and not taken from outside', async () => {
  const { headers } = await ask({ headers: { 'x-request-id': 'mine' } });
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(seen?.headers['x-request-id']).toBe(headers['x-request-id']);
});

test('headers by which the framework speaks to itself are not taken from outside', async () => {
  const names = [
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'x-invoke-path',
    'x-forwarded-host',
    'content-security-policy-report-only',
  ];
  await ask({ headers: Object.fromEntries(names.map((name) => [name, 'evil'])) });
  expect(names.filter((name) => seen?.headers[name])).toEqual([]);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  '%s from another site is refused in words before the app',
  async (method) => {
    const headers = { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' };
    const { status, body } = await ask({ method, headers, body: 'text=x' });
    expect(status).toBe(403);
    expect(body).toContain('<h1>This form came from elsewhere</h1>');
    expect(seen).toBeUndefined();
  },
);

test('the framework is told of our own origin, whatever a proxy did to the host', async () => {
  await ask({ method: 'POST', headers: { ...own, host: 'upstream:8080' }, body: 'text=x' });
  expect(seen?.headers).toMatchObject({ origin: 'https://chatter.test', 'x-forwarded-host': 'chatter.test' });
});

const megabyte = 'x'.repeat(1024 * 1024);

test('a body of 2 MB reaches the app, one byte more is refused in words', async () => {
  handle = async (request, response) => void response.end(String((await text(request)).length));
  const body = megabyte.repeat(2);
  expect((await ask({ method: 'POST', headers: own, body })).body).toBe(String(body.length));
  const refused = await ask({ method: 'POST', headers: own, body: `${body}x` });
  expect(refused.status).toBe(413);
  expect(refused.headers['content-type']).toContain('text/html');
  expect(refused.body).toContain('larger than 2 MB');
});

test('a scripted form reads the refusal as its own state', async () => {
  const headers = { ...own, 'next-action': 'abc' };
  const { body } = await ask({ method: 'POST', headers, body: `${megabyte.repeat(2)}x` });
  expect(JSON.parse(body.split('\n')[1]?.slice(2) ?? '')).toMatchObject({
    status: 'invalid',
    message: expect.stringContaining('2 MB'),
  });
});

test('uploads have a limit of their own', async () => {
  handle = async (request, response) => void response.end(String((await text(request)).length));
  const body = megabyte.repeat(3);
  expect((await ask({ method: 'POST', path: '/api/uploads', headers: own, body })).status).toBe(200);
  expect((await ask({ method: 'POST', path: '/api/uploadsx', headers: own, body })).status).toBe(413);
});

test('of a body without a length the app never gets an end once it is too large', async () => {
  const ended = vi.fn();
  handle = (request) =>
    void request
      .on('end', ended)
      .on('error', () => {})
      .resume();
  const { status, body } = await ask({ method: 'POST', headers: own, body: [megabyte, megabyte, 'x', 'y'] });
  expect(status).toBe(413);
  expect(body).toContain('larger than 2 MB');
  expect(ended).not.toHaveBeenCalled();
});

test('a small body without a length reaches the app', async () => {
  handle = async (request, response) => void response.end(await text(request));
  expect((await ask({ method: 'POST', headers: own, body: ['a', 'b'] })).body).toBe('ab');
});

test('each request leaves a line with its status and statements, and without its query', async () => {
  handle = (_, response) => {
    const request = currentRequest();
    if (request) request.statements += 3;
    page(response);
  };
  lines.mockClear();
  const { headers } = await ask({ path: '/search?q=secret' });
  await vi.waitFor(() => expect(lines).toHaveBeenCalled());
  const line: unknown = JSON.parse(String(lines.mock.calls[0]?.[0]));
  expect(line).toMatchObject({
    event: 'request',
    request: headers['x-request-id'],
    path: '/search',
    status: 200,
    statements: 3,
  });
  expect(JSON.stringify(line)).not.toContain('secret');
});

test.each(['/posts/%zz', '/topics/%ff', '/people/%c0%80', '/groups/%E0%A4%A', '/topics/a%00b', '/?q=%00'])(
  'the address %s is refused in words before the app reads it',
  async (path) => {
    const { status, body, headers } = await ask({ path });
    expect(status).toBe(400);
    expect(body).toContain('<h1>This address cannot be read</h1>');
    expect(headers['content-security-policy']).toContain('nonce-');
    expect(seen).toBeUndefined();
  },
);

test.each(['/topics/100%25', '/search?q=%zz', '/people/%D7%90', '/a%2Fb'])('the address %s is read', async (path) => {
  expect((await ask({ path })).status).toBe(200);
});
