import { describe, expect, test } from 'vitest';
import { parseBody } from './parse';
import type { BodyTree, Inline } from './tree';

const ID = '018f3c5a-7b1e-7c3d-9a4b-0123456789ab';
const p = (...c: Inline[]): BodyTree[number] => ({ t: 'paragraph', c });
const br: Inline = { t: 'break' };
const em = (...c: Inline[]): Inline => ({ t: 'emphasis', c });
const strong = (...c: Inline[]): Inline => ({ t: 'strong', c });
const strike = (...c: Inline[]): Inline => ({ t: 'strike', c });
const code = (text: string): Inline => ({ t: 'code', text });
const link = (href: string, ...c: Inline[]): Inline => ({ t: 'link', href, c });
const topic = (name: string): Inline => ({ t: 'topic', key: name.toLowerCase(), name });

describe('blocks', () => {
  const table: [string, string, BodyTree][] = [
    ['nothing is no block', '', []],
    ['a line break is kept', 'a\nb', [p('a', br, 'b')]],
    ['a blank line ends a paragraph', 'a\n\n \nb', [p('a'), p('b')]],
    ['a quote ends where its marks end', '> q\n> r\nanswer', [{ t: 'quote', c: [p('q', br, 'r')] }, p('answer')]],
    ['a lone quote mark is text', '>', [p('>')]],
    ['a list', '- a\n- b', [{ t: 'list', items: [[p('a')], [p('b')]] }]],
    ['items may stand apart', '- a\n\n- b', [{ t: 'list', items: [[p('a')], [p('b')]] }]],
    ['a list follows a line of text', 'a\n* b', [p('a'), { t: 'list', items: [[p('b')]] }]],
    ['text after a list is not in it', '- a\nb', [{ t: 'list', items: [[p('a')]] }, p('b')]],
    ['indented text belongs to its item', '- a\n  b', [{ t: 'list', items: [[p('a', br, 'b')]] }]],
    ['numbers start anywhere', '3. a\n4. b', [{ t: 'list', items: [[p('a')], [p('b')]], start: 3 }]],
    ['a number in a sentence is no list', 'in\n1987. b', [p('in', br, '1987. b')]],
    ['a number alone is text', '42.', [p('42.')]],
    ['a list in a list', '1. a\n  - b', [{ t: 'list', items: [[p('a'), { t: 'list', items: [[p('b')]] }]], start: 1 }]],
    ['a quote in a list', '- > a', [{ t: 'list', items: [[{ t: 'quote', c: [p('a')] }]] }]],
    ['fenced code is literal', '```js\n*a*\n\n #b\n```\nc', [{ t: 'pre', text: '*a*\n\n #b' }, p('c')]],
    ['tildes fence too, and a fence may stay open', '~~~\n```', [{ t: 'pre', text: '```' }]],
    [
      'a fence in a list loses its indent',
      '- ```\n  a\n    b\n  ```',
      [{ t: 'list', items: [[{ t: 'pre', text: 'a\n  b' }]] }],
    ],
    ['an empty fence is text', '```', [p('```')]],
    ['backticks after a fence make it no fence', '``` a`', [p('``` a`')]],
    ['a heading is text', '# a\n## b', [p('# a', br, '## b')]],
    ['an underlined heading is text', 'a\n===\nb\n---', [p('a', br, '===', br, 'b', br, '---')]],
    ['a rule is text', '***\n* * *\n- - -\n___', [p('***', br, '* * *', br, '- - -', br, '___')]],
    ['indented text is no code', '    a', [p('a')]],
    ['a definition is text', '[a]: http://x.example/', [p('[a]: ', link('http://x.example/', 'http://x.example/'))]],
  ];

  test.each(table)('%s', (_, source, tree) => {
    expect(parseBody(source)).toEqual(tree);
  });

  test('containers nest eight deep and no deeper', () => {
    const depth = (tree: BodyTree): number => (tree[0]?.t === 'quote' ? 1 + depth(tree[0].c) : 0);
    expect(depth(parseBody(`${'>'.repeat(1000)} a`))).toBe(8);
  });
});

describe('inline text', () => {
  const table: [string, string, Inline[]][] = [
    ['bold, italic, struck', '**a** *b* _c_ ~~d~~', [strong('a'), ' ', em('b'), ' ', em('c'), ' ', strike('d')]],
    ['styles nest', '***a** ~~b~~*', [em(strong('a'), ' ', strike('b'))]],
    ['a style in itself is left out', '*a _b_*', [em('a b')]],
    ['a single tilde is text', '~a~', ['~a~']],
    ['underscores inside words are text', 'a_b_c', ['a_b_c']],
    ['spaced stars are text', '2 * 3 * 4', ['2 * 3 * 4']],
    ['unclosed marks are text', '**a *b', ['**a *b']],
    ['code is literal', '`*a* #b <c>`', [code('*a* #b <c>')]],
    ['longer ticks hold shorter ones', '`` a`b ``', [code('a`b')]],
    ['unclosed ticks are text', '``a`', ['``a`']],
    ['escapes', '\\*a\\* \\#b \\\\ \\c', ['*a* #b \\ \\c']],
    ['HTML is text', '<b onclick="x">a</b> <!-- c --> &amp; &#35;x', ['<b onclick="x">a</b> <!-- c --> &amp; &#35;x']],
    ['a backslash before a line end', 'a\\\nb', ['a', br, 'b']],
    ['a mention', `a@[${ID.toUpperCase()}]b`, ['a', { t: 'mention', id: ID }, 'b']],
    ['a record', `see /[${ID}].`, ['see ', { t: 'record', id: ID }, '.']],
    ['other brackets are text', '@[ann] /[x] @[] [y]', ['@[ann] /[x] @[] [y]']],
    ['a mention in code is text', `\`@[${ID}]\``, [code(`@[${ID}]`)]],
    ['an escaped mention is text', `\\@[${ID}]`, [`@[${ID}]`]],
    ['a handle is text until it is resolved', 'hi @ann', ['hi @ann']],
  ];

  test.each(table)('%s', (_, source, inlines) => {
    expect(parseBody(source)).toEqual([p(...inlines)]);
  });
});

describe('links', () => {
  const x = link('http://x.example/', 'a');
  const bare = (url: string, href = url): Inline => link(href, url);
  const table: [string, string, Inline[]][] = [
    ['a link', '[a](http://x.example/)', [x]],
    ['an address with brackets', '[a](http://x.example/b_(c))', [link('http://x.example/b_(c)', 'a')]],
    ['an address in angles', '[a](<http://x.example/b c>)', [link('http://x.example/b%20c', 'a')]],
    [
      'styled text',
      '[*a*](http://x.example/) **[a](http://x.example/)**',
      [link('http://x.example/', em('a')), ' ', strong(x)],
    ],
    ['styles do not reach out of a link', '*[a*](http://x.example/)', ['*', link('http://x.example/', 'a*')]],
    ['mailto', '[a](mailto:a@b.example)', [link('mailto:a@b.example', 'a')]],
    ['no text shows the address', '[](http://x.example/)', [link('http://x.example/', 'http://x.example/')]],
    ['an image is a link', 'b ![a](http://x.example/) c![a](http://x.example/)', ['b ', x, ' c!', x]],
    [
      'the inner link wins',
      '[b [a](http://x.example/)](http://y.example/)',
      ['[b ', x, '](', bare('http://y.example/'), ')'],
    ],
    [
      'nothing in a link links',
      `[see #b @[${ID}] http://y.example/](http://x.example/)`,
      [link('http://x.example/', `see #b @[${ID}] http://y.example/`)],
    ],
    ['no other scheme', '[a](javascript:alert(1))', ['[a](javascript:alert(1))']],
    [
      'no scheme in capitals or disguise',
      '[a](JaVaScRiPt:x) [a](data:b) [a](vbscript:b)',
      ['[a](JaVaScRiPt:x) [a](data:b) [a](vbscript:b)'],
    ],
    ['no tab inside a scheme', '[a](java\tscript:b)', ['[a](java\tscript:b)']],
    ['no address of this site', '[a](/setup) [a](//evil.example)', ['[a](/setup) [a](//evil.example)']],
    ['no entity is decoded', '[a](&#106;avascript:b)', ['[a](&#106;avascript:b)']],
    ['a bare address', 'see https://x.example/a?b=1#c now', ['see ', bare('https://x.example/a?b=1#c'), ' now']],
    [
      'marks after it belong to the sentence',
      'HTTP://x.example/a... (http://y.example/b), **http://z.example/**!',
      [
        bare('HTTP://x.example/a', 'http://x.example/a'),
        '... (',
        bare('http://y.example/b'),
        '), ',
        strong(bare('http://z.example/')),
        '!',
      ],
    ],
    ['brackets that it opened belong to it', 'http://x.example/a_(b)', [bare('http://x.example/a_(b)')]],
    ['glued to a word it is text', 'ahttp://x.example', ['ahttp://x.example']],
    [
      'www and other schemes are text',
      'www.x.example ftp://x.example javascript://x',
      ['www.x.example ftp://x.example javascript://x'],
    ],
    ['an address without a host is text', 'http:// https://( http://[', ['http:// https://( http://[']],
    ['no style and no topic inside an address', 'http://x.example/_a_*b*/#c', [bare('http://x.example/_a_*b*/#c')]],
    [
      'angles',
      '<http://x.example/> <mailto:a@b.example> <javascript:x>',
      [bare('http://x.example/'), ' ', bare('mailto:a@b.example'), ' <javascript:x>'],
    ],
    ['a host is shown for what it is', '[a](http://аpple.example/)', [link('http://xn--pple-43d.example/', 'a')]],
  ];

  test.each(table)('%s', (_, source, inlines) => {
    expect(parseBody(source)).toEqual([p(...inlines)]);
  });
});

describe('topics', () => {
  const table: [string, string, Inline[]][] = [
    ['at the start', '#News', [topic('News')]],
    ['after a space or a line', 'a #b\n#c', ['a ', topic('b'), br, topic('c')]],
    ['not after a letter, a bracket or another mark', 'a#b (#c) ##d /#e', ['a#b (#c) ##d /#e']],
    ['inside styles', '**#a** _#b_', [strong(topic('a')), ' ', em(topic('b'))]],
    ['not behind a letter and a style mark', 'a*#b*', ['a*#b*']],
    [
      'ends at punctuation',
      '#a, #b. #c! #d/e #f#g',
      [topic('a'), ', ', topic('b'), '. ', topic('c'), '! ', topic('d'), '/e ', topic('f'), '#g'],
    ],
    [
      'hyphen, underscore and middle dot inside',
      '#a-b #c_d #e·f',
      [topic('a-b'), ' ', topic('c_d'), ' ', topic('e·f')],
    ],
    ['are stripped at the ends', '#a- #_b #-c_', [topic('a'), '- ', topic('b'), ' ', topic('c'), '_']],
    ['digits only are text', '#1 #2024 #[12] #１２ #٣', ['#1 #2024 #[12] #１２ #٣']],
    ['digits with a letter', '#1st #q3-2024', [topic('1st'), ' ', topic('q3-2024')]],
    [
      'diacritics, CJK, Arabic',
      '#café #東京 #مبيعات #नमस्ते',
      [topic('café'), ' ', topic('東京'), ' ', topic('مبيعات'), ' ', topic('नमस्ते')],
    ],
    ['two words', 'a #[two words]b', ['a ', topic('two words'), 'b']],
    ['spaces are collapsed', '#[ two   words ]', [topic('two words')]],
    ['punctuation in brackets', '#[R&D: *now*, (a/b)?]', [topic('R&D: *now*, (a/b)?')]],
    ['a bracket left open, empty or broken', '#[a #[] #[b\nc]', ['#[a #[] #[b', br, 'c]']],
    ['no bracket in a name', '#[a [b]', ['#[a [b]']],
    [
      'not in code or addresses',
      '`#a` http://x.example/#b',
      [code('#a'), ' ', link('http://x.example/#b', 'http://x.example/#b')],
    ],
    ['emoji are no letters', '#🎉 #party🎉 #️⃣a', ['#🎉 ', topic('party'), '🎉 #️⃣a']],
    ['names of objects', '#constructor #[__proto__]', [topic('constructor'), ' ', topic('__proto__')]],
    ['twins of other scripts are text', '#pаypal', ['#pаypal']],
    [
      '99 characters, no more',
      `#${'a'.repeat(99)} #${'b'.repeat(100)}`,
      [topic('a'.repeat(99)), ` #${'b'.repeat(100)}`],
    ],
    ['99 in brackets', `#[${'a'.repeat(99)}] #[${'b'.repeat(100)}]`, [topic('a'.repeat(99)), ` #[${'b'.repeat(100)}]`]],
    ['nothing', '# a #', ['# a #']],
    ['identity is folded', '#ＮＥＷ', [{ t: 'topic', key: 'new', name: 'ＮＥＷ' }]],
  ];

  test.each(table)('%s', (_, source, inlines) => {
    expect(parseBody(source)).toEqual([p(...inlines)]);
  });
});
