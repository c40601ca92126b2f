/** People, topics and records together (spec 3). */
export const MAX_FOLLOWS = 500;

export const FOLLOWS_SHOWN = 40;

/** What can be followed; groups are joined instead. */
export const followable = ['person', 'topic', 'record'] as const;

export type Followable = (typeof followable)[number];
