/** Posts on one page of a feed. */
export const PAGE_SIZE = 20;

/** Comments shown under a post in a feed; the rest are a click away. */
export const RECENT_COMMENTS = 3;

/** A comment moves its post up in the order of activity at most this often. */
export const BUMP_SECONDS = 30;

/** Home opens on the company's feed until a person follows this many people, topics and groups. */
export const FOLLOWS_FOR_OWN_HOME = 10;

export const feeds = ['following', 'to-me', 'company', 'bookmarks', 'muted'] as const;
export type FeedName = (typeof feeds)[number];

export const sorts = ['latest', 'activity'] as const;
export type FeedSort = (typeof sorts)[number];

export const recordShows = ['changes', 'conversation'] as const;
/** Of a record's feed what it announced, or what people said. */
export type RecordShow = (typeof recordShows)[number];

/** What What I Follow holds of the changes of records: all of them, or those that somebody commented on. */
export const densities = ['all', 'fewer'] as const;
export type Density = (typeof densities)[number];

/** The feed that Home opens on. */
export function firstFeed(followCount: number): FeedName {
  return followCount >= FOLLOWS_FOR_OWN_HOME ? 'following' : 'company';
}
