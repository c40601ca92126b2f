import { createElement, Fragment, type ReactNode } from 'react';
import { foldBody } from '@/lib/body/fold';
import type { Block, BodyTree, List } from '@/lib/body/tree';
import { type Names, renderInlines } from './inline-text';

/** What someone wrote, as elements. `names` says how its mentions show to this reader; with `fold` a long body ends in a "Show more". */
export function BodyText({ tree, names, fold = false }: { tree: BodyTree; names: Names; fold?: boolean }) {
  const halves = fold ? foldBody(tree) : null;
  return (
    <div className="space-y-2 wrap-anywhere">
      {renderBlocks(halves ? halves[0] : tree, names)}
      {halves && <Rest>{renderBlocks(halves[1], names)}</Rest>}
    </div>
  );
}

// The summary comes last so that the opened text reads on without a gap.
function Rest({ children }: { children: ReactNode }) {
  return (
    <details className="group flex flex-col">
      <summary className="order-last w-fit cursor-pointer list-none py-1 font-medium text-accent hover:underline">
        <span className="group-open:hidden">Show more</span>
        <span className="hidden group-open:inline">Show less</span>
      </summary>
      <div className="space-y-2">{children}</div>
    </details>
  );
}

// Children are spread, not listed: they never move, so they need no keys, on the page or over the wire.
function renderBlocks(blocks: Block[], names: Names): ReactNode {
  return createElement(Fragment, null, ...blocks.map((block) => renderBlock(block, names)));
}

function renderBlock(block: Block, names: Names): ReactNode {
  switch (block.t) {
    case 'paragraph':
      return <p dir="auto">{renderInlines(block.c, names)}</p>;
    case 'quote':
      return (
        <blockquote dir="auto" className="space-y-2 border-border border-s-2 ps-3 text-muted">
          {renderBlocks(block.c, names)}
        </blockquote>
      );
    case 'list':
      return renderList(block, names);
    case 'pre':
      return (
        <pre dir="ltr" className="whitespace-pre-wrap rounded-control bg-sunken p-3 font-mono text-meta">
          <code>{block.text}</code>
        </pre>
      );
    default:
      return null;
  }
}

function renderList(list: List, names: Names): ReactNode {
  const items = list.items.map((item) => renderItem(item, names));
  if (list.start === undefined) return createElement('ul', { dir: 'auto', className: 'list-disc ps-5' }, ...items);
  return createElement('ol', { dir: 'auto', start: list.start, className: 'list-decimal ps-7' }, ...items);
}

function renderItem(item: Block[], names: Names): ReactNode {
  const [first, ...others] = item;
  if (first?.t !== 'paragraph') return <li>{renderBlocks(item, names)}</li>;
  return (
    <li dir="auto">
      {renderInlines(first.c, names)}
      {others.length > 0 && renderBlocks(others, names)}
    </li>
  );
}
