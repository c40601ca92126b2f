import type { groups } from '@/db/schema/groups';
import type { listViews } from '@/db/schema/list-views';
import type { fields, objects } from '@/db/schema/objects';
import type { people } from '@/db/schema/people';
import type { Permission } from '@/lib/access/viewer';
import type { StoredValues } from '@/lib/objects/view-models';

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

/** `place` is the handle of a group or of a person, or the key of a record. `topics` are those added beside the text. */
export type SeedPost = Writing & { place: string; topics: readonly string[]; comments: readonly SeedComment[] };

export type Mark = { handle: string; post: SeedPost; at: Date };

/** One save: `values` by API name, where people stand by handle and records by key; null is blank. */
export type SeedChange = { at: Date; by: string; patch: StoredValues };

/** A record as it was created, and every save since. Its owner is a handle; colleagues and groups it was shared with too. */
export type SeedRecord = {
  id: string;
  /** How posts, lookups and follows name it: no handle looks like it. */
  key: string;
  object: string;
  name: string;
  owner: string;
  at: Date;
  values: StoredValues;
  history: readonly SeedChange[];
  isPrivate?: boolean;
  shares?: readonly { principal: string; level: 'read' | 'write' }[];
  topics?: readonly string[];
  externalId?: string;
  /** By its owner. */
  deletedAt?: Date;
};

/** A field that an admin of this company added; `readers` alone read it, where it has any. */
export type SeedField = Omit<typeof fields.$inferInsert, 'objectId' | 'id'> & {
  id: string;
  object: (typeof objects.$inferInsert)['apiName'];
  readers: readonly ({ principal: string } | { permission: Permission })[];
};

/** A field whose changes this company wants to hear of although the standard does not. */
export type SeedTracking = { object: string; field: string };

export type SeedListView = Pick<
  typeof listViews.$inferInsert,
  'name' | 'columns' | 'filters' | 'scope' | 'sortField' | 'isDescending'
> & {
  object: string;
  owner: string;
  at: Date;
};

/** A company in plain data: everybody is named by handle, nothing knows about tables yet. */
export type World = {
  people: readonly SeedPerson[];
  groups: readonly SeedGroup[];
  posts: readonly SeedPost[];
  fields: readonly SeedField[];
  tracked: readonly SeedTracking[];
  records: readonly SeedRecord[];
  listViews: readonly SeedListView[];
  /** Records, by key, that a group works on. */
  groupRecords: readonly { group: string; record: string; by: string; at: Date }[];
  /** Whom or what a person follows: a handle, the key of a record, or `#` and the name of a topic. */
  follows: readonly { handle: string; target: string; at: Date }[];
  bookmarks: readonly Mark[];
  mutes: readonly Mark[];
};
