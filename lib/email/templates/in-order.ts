import 'server-only';
import { createElement, Fragment, type ReactNode } from 'react';

/** Nodes one after another. A mail is rendered once and never updated, so they need no keys. */
export function inOrder(nodes: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}
