import 'server-only';
import { createElement, type ReactNode } from 'react';
import { linkTarget, otherHost, shortAddress } from '@/lib/body/link-words';
import type { Block, BodyTree, Inline, Link, Style } from '@/lib/body/tree';
import type { Names } from '@/lib/feed/view-models';
import { nameLine } from './clean';
import { inOrder } from './in-order';
import { fonts, look } from './looks';

const ELEMENTS: Record<Style, 'strong' | 'em' | 'del'> = { strong: 'strong', emphasis: 'em', strike: 'del' };
const PARAGRAPH = { margin: '0 0 12px' };
const PRE = {
  ...PARAGRAPH,
  padding: '10px 12px',
  borderRadius: 8,
  fontFamily: fonts.mono,
  fontSize: 13,
  lineHeight: '20px',
  whiteSpace: 'pre-wrap',
} as const;
const QUOTE = { ...PARAGRAPH, padding: '0 0 0 12px', borderLeftWidth: 3, borderLeftStyle: 'solid' } as const;

/** What someone wrote, as the elements that every mail program knows. Nothing in it but its links leads anywhere. */
export function BodyText({ tree, names }: { tree: BodyTree; names: Names }): ReactNode {
  return inOrder(tree.map((block) => renderBlock(block, names)));
}

function renderBlock(block: Block, names: Names): ReactNode {
  switch (block.t) {
    case 'paragraph':
      return (
        <p dir="auto" style={PARAGRAPH}>
          {renderInlines(block.c, names)}
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto" {...look('border', QUOTE)}>
          <BodyText tree={block.c} names={names} />
        </blockquote>
      );
    case 'list':
      return createElement(
        block.start === undefined ? 'ul' : 'ol',
        { dir: 'auto', start: block.start, style: { ...PARAGRAPH, padding: '0 0 0 24px' } },
        ...block.items.map((item) => renderItem(item, names)),
      );
    case 'pre':
      return (
        <pre dir="auto" {...look('sunken', PRE)}>
          {block.text}
        </pre>
      );
    default:
      return null;
  }
}

/** An item of one paragraph is a line, without the paragraph's space below. */
function renderItem(item: Block[], names: Names): ReactNode {
  const [only, ...others] = item;
  const isLine = only?.t === 'paragraph' && others.length === 0;
  return <li dir="auto">{isLine ? renderInlines(only.c, names) : <BodyText tree={item} names={names} />}</li>;
}

function renderInlines(nodes: Inline[], names: Names): ReactNode {
  return inOrder(nodes.map((node) => renderInline(node, names)));
}

function renderInline(node: Inline, names: Names): ReactNode {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'break':
      return <br />;
    case 'code':
      return (
        <code {...look('sunken', { fontFamily: fonts.mono, fontSize: '0.92em', borderRadius: 3, padding: '0 3px' })}>
          {node.text}
        </code>
      );
    case 'link':
      return renderLink(node, names);
    case 'mention':
      return renderName('@', nameOf(node.id, names, 'someone'));
    case 'record':
      return renderName('', nameOf(node.id, names, 'a record'));
    case 'topic':
      return renderName('#', node.name);
    case 'strong':
    case 'emphasis':
    case 'strike':
      return createElement(ELEMENTS[node.t], null, renderInlines(node.c, names));
    default:
      return null;
  }
}

function renderLink(link: Link, names: Names): ReactNode {
  const url = linkTarget(link.href);
  if (!url) return renderInlines(link.c, names);
  const short = shortAddress(link, url);
  const host = short === null ? otherHost(link, url) : null;
  return (
    <>
      <a href={url.href} rel="noopener noreferrer" {...look('accent', { textDecoration: 'underline' })}>
        {short ?? renderInlines(link.c, names)}
      </a>
      {host && <span {...look('muted')}> ({host})</span>}
    </>
  );
}

function renderName(mark: string, name: string): ReactNode {
  return (
    <bdi style={{ fontWeight: 600 }}>
      {mark}
      {name}
    </bdi>
  );
}

/** The names of all who are mentioned, for what turns a text into one line. */
export function namesOf(names: Names): Map<string, string> {
  return new Map(Object.entries(names).map(([id, { name }]) => [id, nameLine(name)]));
}

/** The name of whoever is mentioned, if the reader may see them. */
export function nameOf(id: string, names: Names, unknown: string): string {
  const known = Object.hasOwn(names, id) ? names[id] : undefined;
  return known ? nameLine(known.name) : unknown;
}
