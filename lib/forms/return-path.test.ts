import { describe, expect, test } from 'vitest';
import { refererPath, returnPath } from './return-path';

describe('where one comes back to after signing in (promises C 80)', () => {
  test.each(['/', '/posts/1', '/search?q=%23newtech', '/?feed=company#publisher', '/people/anna.snelling', '/a//b'])(
    '%s is of this site',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  test.each([
    ['another host', 'https://evil.example/'],
    ['a host without a scheme', '//evil.example'],
    ['three slashes', '///evil.example'],
    ['a backslash', '/\\evil.example'],
    ['backslashes', '\\\\evil.example'],
    ['a tab between slashes', '/\t/evil.example'],
    ['a tab', '/\tevil'],
    ['a line feed', '/\n/evil.example'],
    ['an encoded slash', '/%2fevil.example'],
    ['an encoded backslash', '/%5cevil.example'],
    ['an encoded tab', '/%09/evil.example'],
    ['user info', '@evil.example'],
    ['user info after our host', 'http://localhost:3000@evil.example/'],
    ['another port', 'http://localhost:4000/'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['dots that end in two slashes', '/x/..//evil.example'],
    ['a relative path', 'posts/1'],
    ['a broken escape', '/%zz'],
    ['sign-in itself', '/login?return=/login'],
    ['a route', '/api/auth/start'],
    ['something very long', `/${'a'.repeat(5000)}`],
    ['nothing', ''],
  ])('%s leads Home', (_, path) => {
    expect(returnPath(path)).toBe('/');
  });

  test('nothing at all leads Home', () => {
    expect(returnPath(null)).toBe('/');
    expect(returnPath(undefined)).toBe('/');
  });
});

test('a page of another origin is nowhere to go back to', () => {
  const ours = ['http://localhost:3000'];
  expect(refererPath('http://localhost:3000/posts/1?x=2', ours)).toBe('/posts/1?x=2');
  expect(refererPath('http://localhost:3000.evil.example/posts/1', ours)).toBe('/');
  expect(refererPath('http://localhost:4000/posts/1', ours)).toBe('/');
  expect(refererPath('nonsense', ours)).toBe('/');
  expect(refererPath(null, ours)).toBe('/');
});
