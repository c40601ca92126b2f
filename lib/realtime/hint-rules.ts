/**
 * What a hint is about: a new post, a new comment, something else of an item, a group's or person's own page, or the
 * listener alone (the bell, where they belong).
 */
export const hintKinds = ['post', 'comment', 'change', 'place', 'you'] as const;

export type HintKind = (typeof hintKinds)[number];

export const MOST_SPREAD_MS = 60_000;

/** One page takes about this long to make: whoever is told at once asks over as long as all of their pages take. */
const PAGE_MS = 10;

/** How few listeners may all ask at once. */
const AT_ONCE = 10;

/** Over how many milliseconds this many listeners spread their questions. */
export const spreadOf = (listeners: number): number =>
  listeners <= AT_ONCE ? 0 : Math.min(listeners * PAGE_MS, MOST_SPREAD_MS);
