/** People, topics and records together (spec 3). */
export const MAX_FOLLOWS = 500;

export const FOLLOWS_SHOWN = 40;

/** Below so many colleagues everybody follows everybody. */
export const SMALL_COMPANY = 16;

/** What somebody new follows from the start. */
export const FIRST_PEOPLE = 25;
export const FIRST_RECORDS = 25;

/** What can be followed; groups are joined instead. */
export const followable = ['person', 'topic', 'record'] as const;

export type Followable = (typeof followable)[number];

/** The id of a record in its address, or the id alone; null for anything else. */
export function recordIdIn(typed: string): string | null {
  const [, id] = /(?:^|\/)([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?:[/?#].*)?$/i.exec(typed.trim()) ?? [];
  return id?.toLowerCase() ?? null;
}
