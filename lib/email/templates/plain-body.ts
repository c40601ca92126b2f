import 'server-only';
import { linkTarget, shortAddress } from '@/lib/body/link-words';
import type { Block, BodyTree, Inline, Link, List } from '@/lib/body/tree';
import type { Names } from '@/lib/feed/view-models';
import { nameOf } from './body-text';
import { isolate } from './clean';
import { wrap } from './wrap';

/** What someone wrote, as lines that read well without any marks but those people type. */
export function plainBody(tree: BodyTree, names: Names): string[] {
  return tree.flatMap((block, index) => [...(index > 0 ? [''] : []), ...blockLines(block, names)]);
}

function blockLines(block: Block, names: Names): string[] {
  switch (block.t) {
    case 'paragraph':
      return wrap(plainInlines(block.c, names));
    case 'quote':
      return plainBody(block.c, names).map((line) => `> ${line}`.trimEnd());
    case 'list':
      return listLines(block, names);
    case 'pre':
      return block.text.split('\n').map((line) => `    ${line}`.trimEnd());
    default:
      return [];
  }
}

function listLines({ items, start }: List, names: Names): string[] {
  return items.flatMap((item, index) => {
    const mark = start === undefined ? '- ' : `${start + index}. `;
    const lines = plainBody(item, names);
    return lines.map((line, at) => `${at === 0 ? mark : ' '.repeat(mark.length)}${line}`.trimEnd());
  });
}

/** The text of a line with its links behind it: "the plan (https://plan.example/)". */
export function plainInlines(nodes: Inline[], names: Names): string {
  return nodes.map((node) => plainInline(node, names)).join('');
}

function plainInline(node: Inline, names: Names): string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'break':
      return '\n';
    case 'code':
      return `\`${node.text}\``;
    case 'link':
      return plainLink(node, names);
    case 'mention':
      return isolate(`@${nameOf(node.id, names, 'someone')}`);
    case 'record':
      return isolate(nameOf(node.id, names, 'a record'));
    case 'topic':
      return isolate(`#${node.name}`);
    case 'strong':
      return `*${plainInlines(node.c, names)}*`;
    case 'emphasis':
      return `_${plainInlines(node.c, names)}_`;
    case 'strike':
      return `~${plainInlines(node.c, names)}~`;
    default:
      return '';
  }
}

function plainLink(link: Link, names: Names): string {
  const words = plainInlines(link.c, names);
  const url = linkTarget(link.href);
  if (!url) return words;
  const address = url.protocol === 'mailto:' ? url.href.slice('mailto:'.length) : url.href;
  return shortAddress(link, url) === null ? `${words} (${address})` : address;
}
