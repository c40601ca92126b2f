import type { PersonLine, TopicLine } from '@/lib/feed/view-models';

/** One end of a follow, with what the reader can do about it. */
export type FollowRow = { id: string; name: string; isFollowing: boolean; canFollow: boolean } & (
  | { kind: 'person'; person: PersonLine }
  | { kind: 'topic'; topic: TopicLine }
);

export type FollowPage = { items: FollowRow[]; next: string | null };
