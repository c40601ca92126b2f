import type { BodyTree } from '@/lib/body/tree';
import type { FieldType, Picked, StoredValue } from '@/lib/objects/view-models';
import type { RecordLine } from '@/lib/records/rules';

/** A person as one line: whoever is shown by name, anywhere. */
export type PersonLine = {
  id: string;
  handle: string;
  name: string;
  title: string;
  photoId: string | null;
  kind: 'internal' | 'guest';
  isActive: boolean;
};

export type GroupLine = {
  id: string;
  slug: string;
  name: string;
  access: 'public' | 'private' | 'unlisted';
  photoId: string | null;
  isArchived: boolean;
};

export type TopicLine = { key: string; name: string };

/** Where a post stands, when that is not its author's own profile. */
export type Place =
  | { kind: 'person'; person: PersonLine }
  | { kind: 'group'; group: GroupLine }
  | { kind: 'record'; record: RecordLine };

/** One field of a tracked change, or an event of the whole record, as far as this reader may read it. */
export type ChangeView = {
  id: string;
  event: string | null;
  field: {
    id: string;
    label: string;
    type: FieldType;
    options: readonly Picked[];
    scale: number;
    currency: string;
  } | null;
  old: StoredValue;
  new: StoredValue;
  /** The record that was added below this one. */
  related: RecordLine | null;
};

/** Who sees a post: "Everyone · 47 people" (no name), "Central Region · 14 people", or those with access to a record, who are not counted (null). */
export type Reach = { name: string | null; people: number | null };

/** How mentions show to this reader, by id; one that is absent is not visible to them. */
export type Names = Record<string, { kind: 'person' | 'group' | 'record'; href: string; name: string }>;

export type CommentView = {
  id: string;
  postId: string;
  parentId: string | null;
  author: PersonLine;
  body: BodyTree;
  names: Names;
  createdAt: string;
  editedAt: string | null;
  likeCount: number;
  isLiked: boolean;
  version: number;
  can: { edit: boolean; delete: boolean; like: boolean; reply: boolean };
};

export type PostView = {
  id: string;
  kind: 'text' | 'announcement' | 'change';
  author: PersonLine;
  place: Place | null;
  reach: Reach;
  /** What somebody wrote; of an announcement what it says, in words for this reader. */
  body: BodyTree;
  names: Names;
  /** What a record announced; empty for everything that people wrote. People and records in its values are named in `names`. */
  changes: ChangeView[];
  /** Those that do not stand in the text. */
  topics: TopicLine[];
  createdAt: string;
  activityAt: string;
  editedAt: string | null;
  likeCount: number;
  isLiked: boolean;
  commentCount: number;
  isBookmarked: boolean;
  isMuted: boolean;
  /** Whether it stands in a group of the reader's and is still to be read. */
  isUnread: boolean;
  /** How many have read it, or more, for the author of a post in a group; null for everybody else. */
  seenBy: { count: number; isMore: boolean } | null;
  comments: CommentView[];
  version: number;
  /** `keep` is bookmarking and muting. Who only looks in with a permission may do none of it. */
  can: {
    edit: boolean;
    delete: boolean;
    comment: boolean;
    like: boolean;
    keep: boolean;
    assignTopics: boolean;
    seeReaders: boolean;
  };
};

/** What a post, or one of its comments, said before an edit. */
export type RevisionView = { id: string; commentId: string | null; body: BodyTree; editedAt: string; editor: string };

export type FeedPage = { items: PostView[]; next: string | null };

/** Who reads, and the clock and language to write times and numbers in. */
export type Reader = {
  id: string;
  name: string;
  photoId: string | null;
  locale: string;
  timeZone: string;
  /** When the page was made, as an ISO date: every "3 h" of one page counts from it. */
  now: string;
};

/** What the frame around every page shows of the person it is for. */
/** A kind of records in the navigation. */
export type ObjectLine = { apiName: string; plural: string };

export type FrameViewer = {
  id: string;
  handle: string;
  name: string;
  photoId: string | null;
  kind: 'internal' | 'guest';
  isAdmin: boolean;
  hasShortcuts: boolean;
  recentGroups: GroupLine[];
  objects: ObjectLine[];
  /** Lines under the bell that were not read yet; one more than is counted means that there are more. */
  unreadCount: number;
};
