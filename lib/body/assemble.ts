import type { Delimiter } from './delimiters';
import type { Meter } from './meter';
import type { Inline, Style } from './tree';

export type Token =
  | { k: 'text'; text: string }
  | { k: 'node'; node: Inline; raw: string }
  | { k: 'run'; run: Delimiter }
  | { k: 'bracket' }
  | { k: 'linkStart'; href: string }
  | { k: 'linkEnd' };

type Frame = { kind: Style | 'link' | 'root' | 'same'; children: Inline[] };
type Build = { frames: Frame[]; open: Set<Style>; meter: Meter };

/**
 * Builds the tree from the flat tokens. A style inside itself changes nothing and is left out, so the tree is at most
 * four deep whatever was typed, and whoever walks it may recurse.
 */
export function assemble(tokens: Token[], meter: Meter): Inline[] {
  const root: Inline[] = [];
  const build: Build = { frames: [{ kind: 'root', children: root }], open: new Set(), meter };
  for (const token of tokens) {
    meter.steps += 1;
    add(build, token);
  }
  return root;
}

function add(build: Build, token: Token): void {
  if (token.k === 'run') addRun(build, token.run);
  else if (token.k === 'linkStart') openLink(build.frames, token.href);
  else if (token.k === 'linkEnd') build.frames.pop();
  else append(build.frames, contentOf(token));
}

function contentOf(token: Extract<Token, { k: 'text' | 'node' | 'bracket' }>): Inline {
  if (token.k === 'bracket') return '[';
  return token.k === 'node' ? token.node : token.text;
}

function addRun({ frames, open, meter }: Build, run: Delimiter): void {
  meter.steps += run.length;
  for (const style of run.ends) {
    const frame = frames.pop();
    if (frame?.kind === style) open.delete(style);
  }
  if (run.left > 0) append(frames, run.mark.repeat(run.left));
  for (const style of run.starts.reverse()) openStyle(frames, open, style);
}

function openStyle(frames: Frame[], open: Set<Style>, style: Style): void {
  if (open.has(style)) {
    frames.push({ kind: 'same', children: top(frames) });
    return;
  }
  const children: Inline[] = [];
  append(frames, { t: style, c: children });
  frames.push({ kind: style, children });
  open.add(style);
}

function openLink(frames: Frame[], href: string): void {
  const children: Inline[] = [];
  append(frames, { t: 'link', href, c: children });
  frames.push({ kind: 'link', children });
}

function append(frames: Frame[], node: Inline): void {
  const children = top(frames);
  const last = children.length - 1;
  const before = children[last];
  if (typeof node === 'string' && typeof before === 'string') children[last] = before + node;
  else if (node !== '') children.push(node);
}

function top(frames: Frame[]): Inline[] {
  return frames.at(-1)?.children ?? [];
}
