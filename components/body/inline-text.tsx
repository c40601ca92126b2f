import { createElement, Fragment, type ReactNode } from 'react';
import { linkTarget, otherHost, shortAddress } from '@/lib/body/link-words';
import type { Inline, Link, Style } from '@/lib/body/tree';
import { topicHref } from '@/lib/topics/rules';

/** How the people, groups and records of a text show to its reader, by id; whoever is absent is not visible to them. */
export type Names = Record<string, { kind: string; href: string; name: string }>;

const ELEMENTS: Record<Style, 'strong' | 'em' | 'del'> = { strong: 'strong', emphasis: 'em', strike: 'del' };
// A little more weight than the words around, so that colour is not all that marks a link.
const LINK = 'font-medium text-accent hover:underline';

export function renderInlines(nodes: Inline[], names: Names): ReactNode {
  return createElement(Fragment, null, ...nodes.map((node) => renderInline(node, names)));
}

function renderInline(node: Inline, names: Names): ReactNode {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'break':
      return <br />;
    case 'code':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-[0.92em]">{node.text}</code>;
    case 'link':
      return renderLink(node, names);
    case 'mention':
      return renderName(node.id, names, '@', 'someone');
    case 'record':
      return renderName(node.id, names, '', 'a record you cannot see');
    case 'topic':
      return (
        <a href={topicHref(node.key)} dir="auto" className={LINK}>
          #{node.name}
        </a>
      );
    case 'strong':
    case 'emphasis':
    case 'strike': {
      const Element = ELEMENTS[node.t];
      return <Element>{renderInlines(node.c, names)}</Element>;
    }
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
      <a href={url.href} rel="noopener noreferrer nofollow" className="text-accent underline underline-offset-2">
        {short ?? renderInlines(link.c, names)}
      </a>
      {host && <span className="text-muted"> ({host})</span>}
    </>
  );
}

function renderName(id: string, names: Names, mark: string, unknown: string): ReactNode {
  const known = Object.hasOwn(names, id) ? names[id] : undefined;
  const isLocal = known && /^\/(?![/\\])/.test(known.href);
  if (!isLocal) {
    return (
      <span className="text-muted" title="Not available">
        {mark}
        {unknown}
      </span>
    );
  }
  return (
    <a href={known.href} dir="auto" className={LINK}>
      {mark}
      {known.name}
    </a>
  );
}
