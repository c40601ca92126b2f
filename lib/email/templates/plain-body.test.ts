import { expect, test } from 'vitest';
import { parseBody } from '@/lib/body/parse';
import { ID } from '@/lib/testing/bodies';
import { plainBody } from './plain-body';
import { wrap } from './wrap';

const names = { [ID]: { kind: 'person', href: '/people/anna', name: 'Anna' } } as const;
const plain = (source: string) => plainBody(parseBody(source), names).join('\n');

test.each([
  ['styles as people type them', '**a** _b_ ~~c~~ `d`', '*a* _b_ ~c~ `d`'],
  ['an address once', 'See https://x.example/a?b=1.', 'See https://x.example/a?b=1.'],
  ['the address behind the words of a link', '[the plan](https://x.example/)', 'the plan (https://x.example/)'],
  ['where a link really leads', '[bank.example](https://evil.example/)', 'bank.example (https://evil.example/)'],
  ['an address of mail', '<mailto:a@b.example>', 'a@b.example'],
  ['whom the reader may see, and nobody else', `@[${ID}] @[${ID.replace('ab', 'cd')}]`, '@Anna @someone'],
  ['topics', '#NewTech', '#NewTech'],
  ['lists', '- a\n- b\n\n3. c\n4. d', '- a\n- b\n\n3. c\n4. d'],
  ['quotes', '> a\n> b', '> a\n> b'],
  ['code as it stands', '```\na  b\n  c\n```', '    a  b\n      c'],
])('the text part of a body shows %s', (_, source, text) => {
  expect(plain(source)).toBe(text);
});

test('a line breaks between words, and an address never', () => {
  const address = `https://x.example/${'a'.repeat(100)}`;
  const lines = wrap(`${'word '.repeat(40)}${address} end`);
  expect(lines.filter((line) => line.length > 72)).toEqual([address]);
  expect(lines.join(' ')).toBe(`${'word '.repeat(40)}${address} end`);
});

test('a prefix stands before every line, and empty lines end without spaces', () => {
  expect(wrap('a\n\nb', { first: '- ', rest: '  ' })).toEqual(['- a', '', '  b']);
});
