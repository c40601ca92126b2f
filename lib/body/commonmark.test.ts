import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { describe, expect, test } from 'vitest';
import { parseBody } from './parse';
import type { Inline } from './tree';

/** The same paragraph read by micromark, a style within itself left out as we do. */
function readByMicromark(source: string): unknown {
  const tree = fromMarkdown(source, {
    extensions: [gfmStrikethrough({ singleTilde: false }), { disable: { null: ['characterReference'] } }],
    mdastExtensions: [gfmStrikethroughFromMarkdown()],
  });
  const [paragraph] = tree.children;
  return paragraph?.type === 'paragraph' ? convert(paragraph.children, new Set()) : [];
}

type Mdast = { type: string; value?: string; url?: string; children?: Mdast[] };
const STYLES: Record<string, string> = { strong: 'strong', emphasis: 'emphasis', delete: 'strike' };

function convert(nodes: Mdast[], open: Set<string>): unknown[] {
  const found: unknown[] = [];
  for (const node of nodes) for (const part of convertOne(node, open)) join(found, part);
  return found;
}

function convertOne(node: Mdast, open: Set<string>): unknown[] {
  const children = node.children ?? [];
  const style = STYLES[node.type];
  if (style && open.has(style)) return convert(children, open);
  if (style) return [{ t: style, c: convert(children, new Set([...open, style])) }];
  if (node.type === 'link')
    return [{ t: 'link', href: node.url, c: children.length > 0 ? convert(children, open) : [node.url] }];
  return [node.type === 'inlineCode' ? { t: 'code', text: node.value } : node.value];
}

function join(found: unknown[], part: unknown): void {
  const last = found.at(-1);
  if (typeof last === 'string' && typeof part === 'string') found[found.length - 1] = last + part;
  else found.push(part);
}

describe('the inline subset', () => {
  const compare = (tokens: string[]): void =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 24 }), (parts) => {
        const source = `x${parts.join('')}x`;
        // Only our three schemes are links here, so an address of another kind says nothing.
        fc.pre(!/\]\((?!mailto)/.test(source));
        expect(parseBody(source)).toEqual([{ t: 'paragraph', c: readByMicromark(source) }]);
      }),
      { numRuns: 1_000 },
    );

  test('reads styles, code and escapes as CommonMark does', () => {
    compare([' *', '* ', ' **', '** ', ' ***', '*** ', ' _', '__ ', ' __', 'a', 'b', ' ', '.', '`', '``', '\\*', 'é']);
  });

  test('reads links as CommonMark does', () => {
    compare([' *', '* ', ' _', '`', 'a', ' ', '[', '[', ']', '](mailto:a@b.example)', '](mailto:c', '(', ')', '\\]']);
  });

  test('reads struck text as GitHub does', () => {
    compare(['~~', '~~', '~', 'a', 'b', ' ', '.', '`', '\\~']);
  });

  // Runs between letters are checked by the specification's own examples: micromark counts what is left of a run where the
  // specification counts the whole of it.
  test.each([
    ['*foo**bar**baz*', '(foo[bar]baz)'],
    ['*foo**bar*', '(foo**bar)'],
    ['***foo** bar*', '([foo] bar)'],
    ['*foo **bar***', '(foo [bar])'],
    ['*foo**bar***', '(foo[bar])'],
    ['foo***bar***baz', 'foo([bar])baz'],
    ['foo******bar*********baz', 'foo[bar]***baz'],
    ['**foo*bar**', '[foo*bar]'],
    ['*foo _bar* baz_', '(foo _bar) baz_'],
    ['**foo bar **', '**foo bar **'],
    ['foo-_(bar)_', 'foo-((bar))'],
    ['_foo_bar_baz_', '(foo_bar_baz)'],
    ['__foo__bar', '__foo__bar'],
    ['****foo*', '***(foo)'],
    ['**foo***', '[foo]*'],
    ['_a _b c* d_ e_ *f*', '(a b c* d e) (f)'],
  ])('reads %s as the specification shows', (source, shown) => {
    const [paragraph] = parseBody(source);
    expect(paragraph?.t === 'paragraph' && inMarks(paragraph.c)).toBe(shown);
  });
});

/** Emphasis in round, strong in square brackets. */
function inMarks(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string' || !('c' in node)) return node;
      return node.t === 'strong' ? `[${inMarks(node.c)}]` : `(${inMarks(node.c)})`;
    })
    .join('');
}
