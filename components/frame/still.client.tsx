'use client';

import { Component, type ReactNode } from 'react';

type Place = { element: Element; top: number };

/** Browsers hold by themselves what stands at the top of the window; older Safari does not. */
const holdsByItself = () => CSS.supports('overflow-anchor', 'auto');

/** What must not move: the box that is written in, or else what is read. */
function findPlace(): Place | null {
  const focused = document.activeElement;
  const isWriting = focused?.matches('textarea, input') && focused.closest('main');
  const read = () => [...document.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > 64);
  const element = isWriting ? focused : !holdsByItself() && scrollY > 0 ? read() : null;
  return element ? { element, top: element.getBoundingClientRect().top } : null;
}

/** Keeps the eye where it is when a page changes by itself. A class, because only those are asked before a change. */
export class Still extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Place | null {
    return findPlace();
  }

  override componentDidUpdate(_props: unknown, _state: unknown, place: Place | null) {
    if (!place?.element.isConnected) return;
    const moved = place.element.getBoundingClientRect().top - place.top;
    if (moved !== 0) scrollBy(0, moved);
  }

  override render() {
    return this.props.children;
  }
}
