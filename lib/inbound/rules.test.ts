import { describe, expect, test } from 'vitest';
import { addressOf, isAutomatic, isForged, ownAddress, titleOf } from './rules';

const human = { from: 'anna@example.com', subject: 'Re: Anna commented' };

describe('what a program wrote is known', () => {
  test.each([
    { 'auto-submitted': 'auto-replied' },
    { 'auto-submitted': 'auto-generated (vacation)' },
    { precedence: 'bulk' },
    { precedence: 'auto_reply' },
    { precedence: 'list' },
    { 'return-path': '<>' },
    { 'return-path': '' },
    { 'x-autoreply': 'yes' },
    { 'x-auto-response-suppress': 'All' },
    { 'list-id': '<x.example>' },
    { 'content-type': 'multipart/report; report-type=delivery-status' },
  ] as Record<string, string>[])('%j', (headers) => {
    expect(isAutomatic(headers, human)).toBe(true);
  });

  test.each(['MAILER-DAEMON@example.com', 'no-reply@example.com', 'postmaster@example.com'])('from %s', (from) => {
    expect(isAutomatic({}, { ...human, from })).toBe(true);
  });

  test.each(['Automatic reply: Anna commented', 'Abwesenheitsnotiz', 'Réponse automatique : Anna', 'Out of office'])(
    'with the subject %s',
    (subject) => {
      expect(isAutomatic({}, { ...human, subject })).toBe(true);
    },
  );

  test('and what people wrote is not taken for it', () => {
    const headers = { 'auto-submitted': 'no', precedence: 'normal', 'return-path': '<anna@example.com>' };
    expect(isAutomatic(headers, human)).toBe(false);
    expect(isAutomatic({}, { from: 'norbert@example.com', subject: 'Office hours' })).toBe(false);
  });
});

describe('a forged sender', () => {
  test.each([
    ['mx.example; spf=pass; dkim=pass; dmarc=fail', true],
    ['mx.example; spf=fail smtp.mailfrom=x; dkim=none', true],
    ['mx.example; spf=softfail', true],
    ['mx.example; dkim=fail', true],
    ['mx.example; spf=fail; dkim=pass; dmarc=pass', false],
    ['mx.example; spf=pass; dkim=none', false],
    ['', false],
  ])('%s: %s', (results, expected) => {
    expect(isForged({ 'authentication-results': results })).toBe(expected);
  });

  test('is known by the result of SPF alone where nothing else is said', () => {
    expect(isForged({ 'received-spf': 'fail (domain of x)' })).toBe(true);
    expect(isForged({ 'received-spf': 'pass (domain of x)' })).toBe(false);
  });
});

test.each([
  ['Anna <Anna@Example.com>', 'anna@example.com'],
  ['"Snelling, Anna" <anna@example.com>', 'anna@example.com'],
  ['anna@example.com', 'anna@example.com'],
  ['anna@example.com, ben@example.com', null],
  ['Anna <anna@example.com> <ben@example.com>', null],
  ['Anna <anna@example.com>\r\nBcc: all@example.com', null],
  ['<>', null],
  ['anna@', null],
])('the one address of %j is %j', (header, address) => {
  expect(addressOf(header)).toBe(address);
});

describe('which of our addresses a mail is for', () => {
  const token = 'a'.repeat(26);
  const group = `group-pricing+${'b'.repeat(16)}@in.example.com`;
  test.each([
    [[`Chatter <REPLY+${token.toUpperCase()}@in.example.com>`], { kind: 'reply', token }],
    [['boss@example.com', group], { kind: 'group', slug: 'pricing', token: 'b'.repeat(16) }],
    [[group, `reply+${token}@in.example.com`], { kind: 'reply', token }],
    [[`reply+${token}@elsewhere.example.com`], null],
    [[`reply+${token}@evil-in.example.com`], null],
    [['group-pricing@in.example.com'], null],
    [['reply+short@in.example.com'], null],
    [[], null],
  ])('%j', (to, expected) => {
    expect(ownAddress(to, 'in.example.com')).toEqual(expected);
  });
});

test.each([
  ['Re: AW: Numbers of  the\tquarter', '**Numbers of the quarter**'],
  ['Use *stars* and `code` [x](https://y.example)', '**Use \\*stars\\* and \\`code\\` \\[x\\](https://y.example)**'],
  ['two\r\nlines', '**two lines**'],
  ['  ', ''],
  ['Re:', ''],
])('the subject %j becomes the line %j', (subject, title) => {
  expect(titleOf(subject)).toBe(title);
});
