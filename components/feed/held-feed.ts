import type { ReactNode } from 'react';

/** A feed as it stands on the page: the posts in their order, and those that came meanwhile and wait to be shown. */
export type HeldFeed = { shown: readonly string[]; waiting: readonly string[]; nodes: ReadonlyMap<string, ReactNode> };

export function nodesOf(ids: readonly string[], nodes: readonly ReactNode[]): Map<string, ReactNode> {
  return new Map(ids.map((id, index) => [id, nodes[index]]));
}

/** Everything that came, in its order. */
export const showAll = (ids: readonly string[], nodes: HeldFeed['nodes']): HeldFeed => ({
  shown: ids,
  waiting: [],
  nodes,
});

/**
 * The feed for someone who reads: what stands there stays in its place, with its newest state. What is new above it
 * waits; what was deleted goes; what new posts have pushed to the next page stays as it was.
 */
export function hold(before: HeldFeed, ids: readonly string[], nodes: HeldFeed['nodes']): HeldFeed {
  const known = new Set(before.shown);
  const lastKnown = ids.findLastIndex((id) => known.has(id));
  const above = lastKnown < 0 ? ids : ids.slice(0, lastKnown);
  const waiting = above.filter((id) => !known.has(id));
  const below = lastKnown < 0 ? [] : ids.slice(lastKnown + 1);
  const lastThere = before.shown.findLastIndex((id) => nodes.has(id));
  const pushedOut = before.shown.slice(lastThere + 1, lastThere + 1 + waiting.length);
  const kept = new Map([...pushedOut.map((id) => [id, before.nodes.get(id)] as const), ...nodes]);
  const standing = before.shown.filter((id) => kept.has(id));
  return { shown: [...standing, ...below], waiting, nodes: kept };
}
