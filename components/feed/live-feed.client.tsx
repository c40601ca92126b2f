'use client';

import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { type HeldFeed, hold, nodesOf, renamed, showAll } from './held-feed';

const HEADER = 64;

/** A whole page of new posts may have more behind it. */
function newPosts(count: number, page: number): string {
  if (count === 1) return '1 new post';
  return count === page ? `${count} or more new posts` : `${count} new posts`;
}

/** Whether new posts may come in at the top: it is in sight, and nobody is at work further down. */
function isFree(feed: HTMLElement): boolean {
  const isAtWork = feed.querySelector(':focus-visible, details.menu[open]') !== null;
  return feed.getBoundingClientRect().top >= HEADER && !isAtWork;
}

/** A feed whose posts do not move while they are read: new ones come in at the top, or wait until they are asked for. */
export function LiveFeed({ name, ids, children }: { name: string; ids: readonly string[]; children: ReactNode[] }) {
  const nodes = nodesOf(ids, children);
  const [held, setHeld] = useState(() => showAll(ids, nodes));
  const feed = useRef<HTMLDivElement>(null);
  const latest = useRef(ids);
  const count = held.waiting.length;

  useLayoutEffect(() => {
    if (latest.current === ids || !feed.current) return;
    latest.current = ids;
    const show = isFree(feed.current) ? (_: HeldFeed, ...now: Parameters<typeof showAll>) => showAll(...now) : hold;
    setHeld((before) => {
      const names = renamed(before.shown, ids);
      return show(before, names, nodesOf(names, children));
    });
  }, [ids, children]);

  function showNew() {
    setHeld(showAll(ids, nodes));
    feed.current?.scrollIntoView({ block: 'start' });
    requestAnimationFrame(() => feed.current?.querySelector('article')?.focus({ preventScroll: true }));
  }

  return (
    <>
      <div className="feed-news" aria-live="polite">
        {count > 0 && (
          <button type="button" className="btn btn-primary" onClick={showNew}>
            {newPosts(count, ids.length)}
          </button>
        )}
      </div>
      <div className="feed" role="feed" aria-label={name} ref={feed}>
        {held.shown.map((id) => (
          <Fragment key={id}>{nodes.get(id) ?? held.nodes.get(id)}</Fragment>
        ))}
      </div>
    </>
  );
}
