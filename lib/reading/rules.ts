/** What is older than this counts as read. */
export const UNREAD_DAYS = 30;

/** Posts that a page says were on the screen, at once. */
export const MOST_AT_ONCE = 50;

/** Posts that "Mark all as read" marks. */
export const MOST_MARKED = 5000;

export const READERS_SHOWN = 50;

/** Readers are counted up to here: in a feed less far, or twenty posts of one's own in a large group would be slow to show. */
export const readersCounted = (posts: number): number => (posts === 1 ? 1000 : 20);

export const shows = ['unread', 'read'] as const;
/** Of a group's feed the posts that one has not read, or those that one has. */
export type Show = (typeof shows)[number];

/** The moment after which a post can be unread. */
export const unreadSince = (now: Date): Date => new Date(now.getTime() - UNREAD_DAYS * 86_400_000);
