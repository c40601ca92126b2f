import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { parseBody } from '@/lib/body/parse';
import { topicsIn } from '@/lib/body/references';
import { cleanText } from '@/lib/body/rules';
import type { BodyTree } from '@/lib/body/tree';
import { anyBody, hostileNames, hostileUnits, ID, repeated } from '@/lib/testing/bodies';
import { BodyText } from './body-text';
import type { Names } from './inline-text';

const TAGS = 'div p ul ol li blockquote pre code strong em del a br span details summary'.split(' ');
const ATTRIBUTES = 'class dir href rel start title'.split(' ');
const ADDRESS = /^(https?:\/\/|mailto:|\/topics\/|\/people\/)/;
const names: Names = { [ID]: { kind: 'person', href: '/people/ann', name: 'Ann <b>' } };

function markup(tree: BodyTree, known: Names = names, fold = false): string {
  return renderToStaticMarkup(<BodyText tree={tree} names={known} fold={fold} />);
}

function markupOf(source: string, known?: Names): string {
  return markup(parseBody(source), known);
}

/** The tags that are not allowed, or that carry an attribute or address that is not. */
function strangersIn(html: string): string[] {
  const tags = [...html.matchAll(/<\/?([^\s>/]*)([^>]*)>/g)];
  return tags.filter(([, name = '', rest = '']) => !TAGS.includes(name) || !isAllowed(rest)).map(([tag]) => tag);
}

function isAllowed(attributes: string): boolean {
  const pairs = [...attributes.matchAll(/\s([^\s="]+)="([^"]*)"/g)];
  const left = pairs.reduce((text, [pair]) => text.replace(pair, ''), attributes);
  const isKnown = pairs.every(
    ([, name = '', value = '']) => ATTRIBUTES.includes(name) && (name !== 'href' || ADDRESS.test(value)),
  );
  return isKnown && /^\/?$/.test(left.trim());
}

describe('what people wrote, on the page', () => {
  test('is elements with its direction and no HTML of its own', () => {
    expect(markupOf('Hi **all** <b>x</b>\n& `c`')).toContain(
      '<p dir="auto">Hi <strong>all</strong> &lt;b&gt;x&lt;/b&gt;<br/>&amp; <code',
    );
    expect(markupOf('3. a\n4. b')).toMatch(
      /<ol dir="auto" start="3" class="[^"]*"><li dir="auto">a<\/li><li dir="auto">b<\/li><\/ol>/,
    );
  });

  test('links a topic under its key and shows it as typed', () => {
    expect(markupOf('#NewTech #[R&D a/b]')).toMatch(
      /<a href="\/topics\/newtech"[^>]*>#NewTech<\/a> <a href="\/topics\/r%26d%20a%2Fb"[^>]*>#R&amp;D a\/b<\/a>/,
    );
  });

  test('names a person the reader may see, and nobody else', () => {
    expect(markupOf(`@[${ID}]`)).toMatch(/<a href="\/people\/ann"[^>]*>@Ann &lt;b&gt;<\/a>/);
    expect(markupOf(`@[${ID}]`, {})).toMatch(/<span class="text-muted" title="Not available">@someone<\/span>/);
    expect(markupOf(`/[${ID}]`, {})).toContain('>a record you cannot see</span>');
  });

  test.each(hostileNames)('shows the name %j as it is and finds nobody under it as an id', (name) => {
    const shown = markupOf(`@[${ID}]`, { [ID]: { kind: 'person', href: '/people/x', name } });
    expect(strangersIn(shown)).toEqual([]);
    expect(markup([{ t: 'paragraph', c: [{ t: 'mention', id: name }] }])).toContain('@someone');
  });

  test('follows no address out of a name', () => {
    for (const href of ['javascript:x', '//evil.example', '/\\evil.example', 'https://evil.example']) {
      expect(markupOf(`@[${ID}]`, { [ID]: { kind: 'person', href, name: 'Ann' } })).not.toContain('<a');
    }
  });
});

describe('an address on the page', () => {
  const linkOf = (source: string): string =>
    markupOf(source)
      .replace(/ (class|rel)="[^"]*"/g, '')
      .replace(/<\/?(div|p)[^>]*>/g, '');

  test.each([
    ['is shown without its scheme', 'https://x.example/', '<a href="https://x.example/">x.example</a>'],
    [
      'is shortened',
      `http://x.example/${'a'.repeat(60)}`,
      `<a href="http://x.example/${'a'.repeat(60)}">x.example/${'a'.repeat(37)}…</a>`,
    ],
    ['keeps the words of a link', '[a *b*](http://x.example/)', '<a href="http://x.example/">a <em>b</em></a>'],
    [
      'says where it really leads',
      '[bank.example](http://evil.example/a)',
      '<a href="http://evil.example/a">bank.example</a><span> (evil.example)</span>',
    ],
    [
      'is quiet when the text tells the truth',
      '[www.x.example/a](http://x.example/a?b)',
      '<a href="http://x.example/a?b">www.x.example/a</a>',
    ],
    [
      'hides no host behind a name',
      'http://bank.example@evil.example/',
      '<a href="http://bank.example@evil.example/">evil.example</a>',
    ],
    ['of mail', '<mailto:a@b.example>', '<a href="mailto:a@b.example">a@b.example</a>'],
  ])('%s', (_, source, html) => {
    expect(linkOf(source)).toBe(html);
  });

  test('tells the other site nothing and gives it no weight', () => {
    expect(markupOf('http://x.example')).toContain('rel="noopener noreferrer nofollow"');
  });
});

describe('for any text', () => {
  test('only allowed tags, attributes and addresses are rendered, folded or not', () => {
    fc.assert(
      fc.property(anyBody, fc.boolean(), (source, fold) => {
        expect(strangersIn(markup(parseBody(cleanText(source)), names, fold))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the topics found are the topics linked', () => {
    fc.assert(
      fc.property(anyBody, (source) => {
        const tree = parseBody(cleanText(source));
        const linked = [...markup(tree).matchAll(/href="\/topics\/([^"]*)"/g)].map(([, key = '']) =>
          decodeURIComponent(key.replaceAll('&#x27;', "'")),
        );
        expect([...new Set(linked)]).toEqual(topicsIn(tree).map(({ key }) => key));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(Object.entries(hostileUnits))('many %s can be rendered', (_, unit) => {
    expect(strangersIn(markup(parseBody(repeated(unit, 10_000)), names, true))).toEqual([]);
  });
});

describe('for any stored tree', () => {
  const text = fc.oneof(
    anyBody,
    fc.constantFrom(
      'javascript:alert(1)',
      'data:text/html,x',
      'JAVASCRIPT:x',
      ' javascript:x',
      'http://x.example',
      '/x',
      '//x',
      ...hostileNames,
    ),
  );
  const { inline } = fc.letrec<{ inline: unknown }>((tie) => {
    const c = fc.array(tie('inline'), { maxLength: 3 });
    return {
      inline: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.record({
          t: fc.constantFrom('code', 'break', 'mention', 'topic', 'record', 'script', '__proto__'),
          text,
          id: text,
          key: text,
          name: text,
        }),
        fc.record({
          t: fc.constantFrom('strong', 'emphasis', 'strike', 'link', 'iframe'),
          href: text,
          c,
          onclick: text,
          dangerouslySetInnerHTML: text,
        }),
      ),
    };
  });
  const paragraph = fc.record({ t: fc.constantFrom('paragraph', 'h1'), c: fc.array(inline, { maxLength: 4 }) });
  const block = fc.oneof(
    paragraph,
    fc.record({ t: fc.constant('quote'), c: fc.array(paragraph, { maxLength: 3 }) }),
    fc.record({
      t: fc.constant('list'),
      items: fc.array(fc.array(paragraph, { maxLength: 2 }), { maxLength: 3 }),
      start: fc.nat(),
    }),
    fc.record({ t: fc.constant('pre'), text }),
  );

  test('only allowed tags, attributes and addresses are rendered', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), fc.boolean(), (tree, fold) => {
        expect(strangersIn(markup(tree as BodyTree, names, fold))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
