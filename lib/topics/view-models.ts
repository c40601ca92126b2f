import type { GroupLine } from '@/lib/feed/view-models';

/** A topic in a list: spelled as its first visible use spells it, and counted over visible uses only. */
export type TopicSummary = { key: string; name: string; posts: number };

/** With the visible records that carry it, counted up to a bound. */
export type TopicUses = TopicSummary & { records: number };

export type TopicPage = {
  id: string;
  key: string;
  name: string;
  isFollowed: boolean;
  followers: number;
  posts: number;
  /** Counted up to a bound. */
  records: number;
  related: TopicSummary[];
  groups: GroupLine[];
};
