/** What is older than this counts as read. */
export const UNREAD_DAYS = 30;

/** Posts that a page says were on the screen, at once. */
export const MOST_AT_ONCE = 50;

/** Posts that "Mark all as read" marks. */
export const MOST_MARKED = 5000;

export const READERS_SHOWN = 50;

/** Beside a post readers are counted up to here: a feed of one's own posts must not read ten thousand rows for each. */
export const MOST_COUNTED = 200;

export const shows = ['unread', 'read'] as const;
/** Of a group's feed the posts that one has not read, or those that one has. */
export type Show = (typeof shows)[number];

/** The moment after which a post can be unread. */
export const unreadSince = (now: Date): Date => new Date(now.getTime() - UNREAD_DAYS * 86_400_000);
