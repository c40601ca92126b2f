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

const members = (id: string) => new Set(id.split(' '));

const inCommon = (one: string, other: string) => [...members(one)].filter((id) => members(other).has(id)).length;

/**
 * The ids under which entries stand already. An entry that holds several items (their ids with spaces between) stays
 * the same one while some are added or taken away: it keeps the id under which it stood.
 */
export function renamed(shown: readonly string[], ids: readonly string[]): string[] {
  const came = ids.filter((id) => !shown.includes(id));
  const names = new Map<string, string>();
  for (const entry of shown.filter((id) => !ids.includes(id))) {
    const kin = came.map((id) => ({ id, common: inCommon(entry, id) })).toSorted((a, b) => a.common - b.common);
    const closest = kin.at(-1);
    if (closest && closest.common > 0) names.set(closest.id, entry);
  }
  return ids.map((id) => names.get(id) ?? id);
}

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
