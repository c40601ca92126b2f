import type { Block, BodyTree, Inline } from './tree';

const EXCERPT = 140;

/** The text without marks, for search, excerpts and titles. `names` says who a mention or record is; whoever is missing stays nameless. */
export function plainText(tree: BodyTree, names: ReadonlyMap<string, string>): string {
  return tree.map((block) => blockText(block, names)).join('\n');
}

/** One line of at most so many characters, cut between words. */
export function excerpt(text: string, length = EXCERPT): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= length) return line;
  const cut = characters.slice(0, length - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

function blockText(block: Block, names: ReadonlyMap<string, string>): string {
  switch (block.t) {
    case 'paragraph':
      return block.c.map((node) => inlineText(node, names)).join('');
    case 'quote':
      return plainText(block.c, names);
    case 'list':
      return block.items.map((item) => plainText(item, names)).join('\n');
    case 'pre':
      return block.text;
  }
}

function inlineText(node: Inline, names: ReadonlyMap<string, string>): string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'code':
      return node.text;
    case 'break':
      return '\n';
    case 'mention':
      return `@${names.get(node.id) ?? 'someone'}`;
    case 'record':
      return names.get(node.id) ?? 'a record';
    case 'topic':
      return `#${node.name}`;
    default:
      return node.c.map((child) => inlineText(child, names)).join('');
  }
}
