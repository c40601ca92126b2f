import http from 'node:http';
import { expect, test } from 'vitest';
import { clientIp } from './client-ip';

function requestFrom(address: string, forwardedFor?: string): http.IncomingMessage {
  const request = new http.IncomingMessage(Object.create({ remoteAddress: address }));
  if (forwardedFor) request.headers['x-forwarded-for'] = forwardedFor;
  return request;
}

test.each([
  ['a direct visitor cannot choose the address', '10.0.0.9', '1.2.3.4', 0, '10.0.0.9'],
  ['one proxy tells who asked it', '10.0.0.1', '203.0.113.5', 1, '203.0.113.5'],
  ['what the visitor wrote before the proxy is ignored', '10.0.0.1', '1.2.3.4, 203.0.113.5', 1, '203.0.113.5'],
  ['behind two proxies the second last counts', '10.0.0.1', '1.2.3.4, 203.0.113.5, 10.0.0.2', 2, '203.0.113.5'],
  ['a proxy that says nothing is the visitor', '10.0.0.1', undefined, 1, '10.0.0.1'],
])('%s', (_, direct, header, proxies, expected) => {
  expect(clientIp(requestFrom(direct, header), proxies)).toBe(expected);
});
