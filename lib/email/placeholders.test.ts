import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPlaceholders, markPlaceholder, maskPlaceholders, placeholder, settlePlaceholders } from './placeholders';

const filled = (text: string, values: Record<string, string> = {}) =>
  fillPlaceholders({ html: text, text }, values).text;

describe('placeholders', () => {
  test('are filled in html, text and headers', () => {
    const link = markPlaceholder(placeholder('link'));
    const content = {
      subject: 'Sign in',
      html: settlePlaceholders(`<a href="${link}">`),
      text: settlePlaceholders(`Go to ${link}`),
      headers: { 'List-Unsubscribe': `<${placeholder('link')}>` },
    };
    expect(fillPlaceholders(content, { link: 'https://a.example/?a=1&b="2"' })).toEqual({
      subject: 'Sign in',
      html: '<a href="https://a.example/?a=1&amp;b=&quot;2&quot;">',
      text: 'Go to https://a.example/?a=1&b="2"',
      headers: { 'List-Unsubscribe': '<https://a.example/?a=1&b="2">' },
    });
  });

  test('whatever people write comes out as it was, and takes no token with it', () => {
    const pieces = fc.constantFrom('{', '{{', '}', '}}', 'link', 'braces', '{{link}}', '{{braces}}', ' ', 'a', '$1');
    fc.assert(
      fc.property(fc.array(pieces), fc.array(pieces), (before, after) => {
        const own = markPlaceholder('{{link}}');
        const content = settlePlaceholders(`${before.join('')}${own}${after.join('')}`);
        expect(filled(content, { link: 'TOKEN' })).toBe(`${before.join('')}TOKEN${after.join('')}`);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a value is never read as a placeholder', () => {
    const content = settlePlaceholders(markPlaceholder('{{link}}'));
    expect(filled(content, { link: '{{token}}', token: 'SECRET' })).toBe('{{token}}');
  });

  test('a mail that misses a value, or would get a line break into a header, is not sent', () => {
    const content = settlePlaceholders(markPlaceholder('{{link}}'));
    expect(() => filled(content)).toThrow('link');
    expect(() => filled(content, { link: 'https://a.example\r\nBcc: b@c.example' })).toThrow('control');
    expect(() => filled(settlePlaceholders(markPlaceholder('{{constructor}}')))).toThrow('constructor');
  });

  test('only a whole URL is a placeholder', () => {
    expect(markPlaceholder('https://a.example/?q={{link}}')).toBe('https://a.example/?q={{link}}');
    expect(() => placeholder('braces')).toThrow();
    expect(() => placeholder('a}}{{b')).toThrow();
  });

  test('a masked mail shows everything but its tokens', () => {
    const own = settlePlaceholders(`{{link}} ${markPlaceholder('{{link}}')}`);
    expect(maskPlaceholders({ html: own, text: own }).text).toBe('{{link}} about:blank#hidden');
  });
});
