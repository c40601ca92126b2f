import type { PersonLine, TopicLine } from '@/lib/feed/view-models';
import type { RecordLine } from '@/lib/records/rules';

/** One end of a follow, with what the reader can do about it. */
export type FollowRow = { id: string; name: string; isFollowing: boolean; canFollow: boolean } & (
  | { kind: 'person'; person: PersonLine }
  | { kind: 'topic'; topic: TopicLine }
  | { kind: 'record'; record: RecordLine }
);

export type FollowPage = { items: FollowRow[]; next: string | null };

/** How many of each kind somebody follows, of those that the reader may see. */
export type FollowCounts = { people: number; topics: number; records: number };
