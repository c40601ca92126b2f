import { seenBefore } from './characters';
import type { Span } from './inline';
import { type RecordAddress, readHandle, readRecordPath } from './lexemes';
import { scanBody } from './parse';
import { MAX_MENTIONS, MAX_RECORD_LINKS } from './rules';
import type { Block, BodyTree, Inline, RecordReference, Topic } from './tree';

/** The mentioned ids, each once, in order. */
export function mentionIdsIn(tree: BodyTree): string[] {
  const ids = new Set<string>();
  for (const node of inlinesOf(tree)) if (typeof node !== 'string' && node.t === 'mention') ids.add(node.id);
  return [...ids];
}

/** The referenced record ids, each once, in order. */
export function recordIdsIn(tree: BodyTree): string[] {
  const ids = new Set<string>();
  for (const node of inlinesOf(tree)) if (typeof node !== 'string' && node.t === 'record') ids.add(node.id);
  return [...ids];
}

/** The topics of the text, each once under its first spelling, in order. */
export function topicsIn(tree: BodyTree): { key: string; name: string }[] {
  const topics = new Map<string, string>();
  for (const node of inlinesOf(tree)) {
    if (typeof node !== 'string' && node.t === 'topic' && !topics.has(node.key)) topics.set(node.key, node.name);
  }
  return [...topics].map(([key, name]) => ({ key, name }));
}

/** What to say when the text points at more than a post may, or null. Each person and record counts once. */
export function referenceProblem(tree: BodyTree): string | null {
  if (mentionIdsIn(tree).length > MAX_MENTIONS) return `Mention at most ${MAX_MENTIONS} people and groups.`;
  if (recordIdsIn(tree).length > MAX_RECORD_LINKS) return `Link at most ${MAX_RECORD_LINKS} records.`;
  return null;
}

/** The handles typed as `@handle`, outside code and links, lower-cased, each once; the caller finds out which exist. */
export function handlesIn(source: string): string[] {
  const handles = new Set<string>();
  for (const span of scanBody(source).spans) {
    if (span.kind !== 'handle') continue;
    if (span.longer) handles.add(span.longer);
    handles.add(span.handle);
  }
  return [...handles];
}

/** `@handle` becomes `@[id]` for the handles in `ids` (lower-case); others stay as they were typed. */
export function resolveHandles(source: string, ids: ReadonlyMap<string, string>): string {
  return replaceSpans(source, (span) => {
    if (span.kind !== 'handle') return null;
    const longerId = span.longer && ids.get(span.longer);
    if (longerId) return { end: span.start + 1 + (span.longer?.length ?? 0), text: `@[${longerId}]` };
    const id = ids.get(span.handle);
    return id ? { end: span.end, text: `@[${id}]` } : null;
  });
}

/** `@[id]` becomes `@handle` again for the edit form, where it would be read as that handle; others stay ids. */
export function restoreHandles(source: string, handles: ReadonlyMap<string, string>): string {
  return replaceSpans(source, (span) => {
    if (span.kind !== 'mention') return null;
    const handle = handles.get(span.id);
    return handle && isReadAs(source, span, handle) ? { end: span.end, text: `@${handle}` } : null;
  });
}

/** The records whose addresses stand in a text, as paths or as links to an origin of ours, outside code and other links. */
export function recordAddressesIn(source: string, origins: readonly string[]): RecordAddress[] {
  return scanBody(source).spans.flatMap((span) => addressOf(span, origins) ?? []);
}

/** The address of a record becomes `/[id]` where it is one that is known; others stay as they were typed. */
export function resolveAddresses(
  source: string,
  origins: readonly string[],
  isKnown: (address: RecordAddress) => boolean,
): string {
  return replaceSpans(source, (span) => {
    const address = addressOf(span, origins);
    return address && isKnown(address) ? { end: span.end, text: `/[${address.id}]` } : null;
  });
}

/** The tree with references to other records than these as the text that was typed. */
export function onlyRecords(tree: BodyTree, ids: ReadonlySet<string>): BodyTree {
  return mapReferences(tree, (node) => (node.t === 'record' && !ids.has(node.id) ? `/[${node.id}]` : node));
}

/** The tree with some topics turned into plain text, for a post they were removed from. */
export function withoutTopics(tree: BodyTree, keys: ReadonlySet<string>): BodyTree {
  return mapReferences(tree, (node) => (node.t === 'topic' && keys.has(node.key) ? `#${node.name}` : node));
}

const SAMPLE = 80;

function addressOf(span: Span, origins: readonly string[]): RecordAddress | null {
  if (span.kind === 'path') return span.address;
  const origin = span.kind === 'url' && origins.find((one) => span.href.startsWith(`${one}/`));
  if (!origin) return null;
  const path = span.href.slice(origin.length);
  const read = readRecordPath(path, 0);
  return read?.end === path.length ? read.address : null;
}

function isReadAs(source: string, span: Span, handle: string): boolean {
  const meter = { steps: 0 };
  const before = seenBefore(source, span.start, meter);
  const after = source.slice(span.end, span.end + SAMPLE);
  const read = readHandle(`${before}@${handle}${after}`, before.length, meter);
  const wanted = handle.toLowerCase();
  return read?.handle === wanted || read?.longer === wanted;
}

type Replacement = { end: number; text: string };

function replaceSpans(source: string, replace: (span: Span) => Replacement | null): string {
  const parts: string[] = [];
  let at = 0;
  for (const span of scanBody(source).spans) {
    const replacement = replace(span);
    if (!replacement) continue;
    parts.push(source.slice(at, span.start), replacement.text);
    at = replacement.end;
  }
  return parts.join('') + source.slice(at);
}

function inlinesOf(tree: BodyTree): Inline[] {
  const found: Inline[] = [];
  for (const block of tree) collect(block, found);
  return found;
}

function collect(block: Block, found: Inline[]): void {
  if (block.t === 'paragraph') collectInlines(block.c, found);
  else if (block.t === 'quote') for (const inner of block.c) collect(inner, found);
  else if (block.t === 'list') for (const inner of block.items.flat()) collect(inner, found);
}

function collectInlines(nodes: Inline[], found: Inline[]): void {
  for (const node of nodes) {
    found.push(node);
    if (typeof node !== 'string' && 'c' in node) collectInlines(node.c, found);
  }
}

type Reference = Topic | RecordReference;
type Change = (node: Reference) => Inline;

function mapReferences(tree: BodyTree, change: Change): BodyTree {
  return tree.map((block) => mapBlock(block, change));
}

function mapBlock(block: Block, change: Change): Block {
  switch (block.t) {
    case 'paragraph':
      return { ...block, c: mapInlines(block.c, change) };
    case 'quote':
      return { ...block, c: mapReferences(block.c, change) };
    case 'list':
      return { ...block, items: block.items.map((item) => mapReferences(item, change)) };
    case 'pre':
      return block;
  }
}

function mapInlines(nodes: Inline[], change: Change): Inline[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    if (node.t === 'topic' || node.t === 'record') return change(node);
    return 'c' in node ? { ...node, c: mapInlines(node.c, change) } : node;
  });
}
