import type { groups } from '@/db/schema/groups';
import type { people } from '@/db/schema/people';
import type { Permission } from '@/lib/access/viewer';

export type GroupAccess = 'public' | 'private' | 'unlisted';
export type Role = 'owner' | 'manager' | 'member';

export type SeedPerson = Omit<typeof people.$inferInsert, 'managerId'> & {
  id: string;
  handle: string;
  name: string;
  createdAt: Date;
  manager: string | null;
  permissions: readonly Permission[];
};

export type SeedMember = { handle: string; role: Role; joinedAt: Date };

export type SeedGroup = Omit<typeof groups.$inferInsert, 'nameKey'> & {
  id: string;
  handle: string;
  name: string;
  createdAt: Date;
  members: readonly SeedMember[];
  requests: readonly { handle: string; requestedAt: Date }[];
};

export type Writing = {
  author: string;
  at: Date;
  body: string;
  /** What it said before it was edited. */
  earlier: { body: string; editedAt: Date } | null;
  likes: readonly Like[];
};

export type Like = { handle: string; at: Date };

/** `parent` is the index of the comment answered. */
export type SeedComment = Writing & { parent: number | null };

/** `place` is the handle of a group or of a person. `topics` are those added beside the text. */
export type SeedPost = Writing & { place: string; topics: readonly string[]; comments: readonly SeedComment[] };

export type Mark = { handle: string; post: SeedPost; at: Date };

/** A company in plain data: everybody is named by handle, nothing knows about tables yet. */
export type World = {
  people: readonly SeedPerson[];
  groups: readonly SeedGroup[];
  posts: readonly SeedPost[];
  /** Whom or which topic a person follows: a handle, or `#` and the name of a topic. */
  follows: readonly { handle: string; target: string; at: Date }[];
  bookmarks: readonly Mark[];
  mutes: readonly Mark[];
};
