import type { Block, BodyTree, Inline, List } from './tree';

const LINE = 76;
const FOLD_AT = 12;

type Halves<T> = [T[], T[]];

/** What to show of a long body and what to fold away, cut after about so many lines; null when it is short enough to show whole. */
export function foldBody(tree: BodyTree, lines = FOLD_AT): [BodyTree, BodyTree] | null {
  // Hiding a few lines behind a click would be a nuisance.
  if (blocksHeight(tree) <= lines + lines / 3) return null;
  return splitBlocks(tree, lines);
}

function blocksHeight(blocks: Block[]): number {
  return blocks.reduce((lines, block) => lines + blockHeight(block), 0);
}

function blockHeight(block: Block): number {
  switch (block.t) {
    case 'paragraph':
      return Math.ceil(width(block.c) / LINE);
    case 'quote':
      return blocksHeight(block.c);
    case 'list':
      return block.items.reduce((lines, item) => lines + blocksHeight(item), 0);
    case 'pre':
      return block.text.split('\n').length;
  }
}

// A break ends its line, so it is worth half of one on average.
function width(nodes: Inline[]): number {
  return nodes.reduce((sum, node) => sum + inlineWidth(node), 0);
}

function inlineWidth(node: Inline): number {
  if (typeof node === 'string') return node.length;
  switch (node.t) {
    case 'break':
      return LINE / 2;
    case 'code':
      return node.text.length;
    case 'topic':
      return node.name.length + 1;
    case 'mention':
    case 'record':
      return LINE / 4;
    default:
      return 'c' in node ? width(node.c) : 0;
  }
}

function splitBlocks(blocks: Block[], lines: number): Halves<Block> {
  let left = lines;
  for (const [index, block] of blocks.entries()) {
    const height = blockHeight(block);
    if (height > left) {
      const [head, tail] = left < 1 ? [[], [block]] : splitBlock(block, left);
      return [
        [...blocks.slice(0, index), ...head],
        [...tail, ...blocks.slice(index + 1)],
      ];
    }
    left -= height;
  }
  return [blocks, []];
}

function splitBlock(block: Block, lines: number): Halves<Block> {
  switch (block.t) {
    case 'paragraph': {
      const [head, tail] = splitInlines(block.c, lines * LINE);
      return [wrap(head, { ...block, c: head }), wrap(tail, { ...block, c: tail })];
    }
    case 'quote': {
      const [head, tail] = splitBlocks(block.c, lines);
      return [wrap(head, { ...block, c: head }), wrap(tail, { ...block, c: tail })];
    }
    case 'list':
      return splitList(block, lines);
    case 'pre': {
      const rows = block.text.split('\n');
      const text = (part: string[]): string => part.join('\n');
      return [[{ ...block, text: text(rows.slice(0, lines)) }], [{ ...block, text: text(rows.slice(lines)) }]];
    }
  }
}

function splitList(list: List, lines: number): Halves<Block> {
  let left = lines;
  const cut = list.items.findIndex((item) => {
    left -= blocksHeight(item);
    return left < 0;
  });
  if (cut > 0) return [[{ ...list, items: list.items.slice(0, cut) }], [continued(list, list.items.slice(cut), cut)]];
  const [head, tail] = splitBlocks(list.items[0] ?? [], lines);
  return [[{ ...list, items: [head] }], [...tail, continued(list, list.items.slice(1), 1)]];
}

function continued(list: List, items: Block[][], after: number): List {
  return list.start === undefined ? { ...list, items } : { ...list, items, start: list.start + after };
}

function splitInlines(nodes: Inline[], characters: number): Halves<Inline> {
  let left = characters;
  for (const [index, node] of nodes.entries()) {
    const size = inlineWidth(node);
    if (size > left) {
      const [head, tail] = splitInline(node, Math.floor(left));
      return [
        [...nodes.slice(0, index), ...head],
        [...tail, ...nodes.slice(index + 1)],
      ];
    }
    left -= size;
  }
  return [nodes, []];
}

function splitInline(node: Inline, characters: number): Halves<Inline> {
  if (typeof node === 'string') {
    const cut = wordEnd(node, characters);
    return [wrap(node.slice(0, cut), node.slice(0, cut)), wrap(node.slice(cut), node.slice(cut))];
  }
  if (node.t === 'break') return [[], []];
  if (!('c' in node) || node.t === 'link') return [[], [node]];
  const [head, tail] = splitInlines(node.c, characters);
  return [wrap(head, { ...node, c: head }), wrap(tail, { ...node, c: tail })];
}

function wordEnd(text: string, characters: number): number {
  const space = text.lastIndexOf(' ', characters);
  if (space > 0) return space + 1;
  const isInsidePair = /[\ud800-\udbff]/.test(text.charAt(characters - 1));
  return isInsidePair ? characters - 1 : characters;
}

function wrap<T>(content: { length: number }, node: T): T[] {
  return content.length > 0 ? [node] : [];
}
