import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { BodyTree } from '@/lib/body/tree';
import type { StoredValues } from '@/lib/objects/view-models';
import { type Scope, scope } from './scope';
import type { Viewer } from './viewer';

/** What the rules of abilities.ts decide on, and what a domain function may use of the row it writes to. */
export type GroupFacts = {
  id: string;
  name: string;
  slug: string;
  access: 'public' | 'private' | 'unlisted';
  audience: string | null;
  isBroadcast: boolean;
  allowsGuests: boolean;
  isArchived: boolean;
  version: number;
  role: 'owner' | 'manager' | 'member' | null;
  hasAsked: boolean;
};

export type PersonFacts = {
  id: string;
  name: string;
  handle: string;
  kind: 'internal' | 'guest';
  isActive: boolean;
  version: number;
};

/** The place an item was posted to: a profile, a group with one's own role in it, or a record. */
export type PlaceFacts = {
  /** Whether the item stands on a record of the viewer's. */
  ownsPlace: boolean;
  placeKind: 'person' | 'group' | 'topic' | 'record';
  placeId: string;
  access: GroupFacts['access'] | null;
  isArchived: boolean;
  role: GroupFacts['role'];
};

export type PostFacts = PlaceFacts & {
  id: string;
  kind: 'text' | 'announcement' | 'change';
  authorId: string;
  audience: string | null;
  version: number;
  source: string;
  tree: BodyTree;
  /** Milliseconds: inside a transaction drivers hand dates over as text. */
  activityTime: number;
};

export type CommentFacts = PlaceFacts & {
  id: string;
  itemId: string;
  parentId: string | null;
  authorId: string;
  audience: string | null;
  version: number;
  source: string;
  tree: BodyTree;
};

export type RequestFacts = {
  id: string;
  groupId: string;
  personId: string;
  status: 'pending' | 'accepted' | 'declined';
  role: GroupFacts['role'];
};

export type TopicFacts = { id: string; key: string };

export type ObjectFacts = {
  id: string;
  apiName: string;
  label: string;
  kind: 'record' | 'person' | 'group' | 'topic';
  access: 'private' | 'read' | 'write';
  version: number;
};

export type RecordFacts = {
  id: string;
  objectId: string;
  /** The API name of its object. */
  object: string;
  access: ObjectFacts['access'];
  isTracked: boolean;
  hasTopics: boolean;
  name: string;
  ownerId: string;
  audience: string | null;
  isPrivate: boolean;
  isDeleted: boolean;
  version: number;
  /** All of them, also those that the viewer may not read: for writing, never for showing. */
  values: StoredValues;
  /** What the viewer may do with it: `own` for its owner, their managers and Modify All Data. */
  level: 'own' | 'write' | 'read';
};

/** Columns of PlaceFacts for an item `i`; joins its place as `grp` and the viewer's own membership as `mine`. */
const placeColumns = (
  viewer: Viewer,
) => sql`(select kind from subjects where id = i.subject_id) as "placeKind", i.subject_id as "placeId",
  grp.access, grp.archived_at is not null as "isArchived", mine.role, coalesce(rec.owner_id = ${viewer.id}, false) as "ownsPlace"`;

const placeJoins = (s: Scope) => sql`left join groups grp on grp.id = i.subject_id
  left join ${s.ownMemberships} mine on mine.group_id = i.subject_id left join ${s.records} rec on rec.id = i.subject_id`;

async function first<T>(s: Scope, query: ReturnType<typeof sql>): Promise<T | undefined> {
  return (await s.rows<T>(query))[0];
}

type Locked = 'groups' | 'people' | 'feed_items' | 'comments' | 'join_requests' | 'objects' | 'records';

/**
 * Waits for whoever writes to the row and keeps others from writing to it until the transaction ends. A statement of its
 * own: what is read in the next one is what the last writer left, not what stood there when the waiting began.
 */
async function lock(table: Locked, id: string, tx: Tx) {
  await tx.execute(sql`select 1 from ${sql.identifier(table)} where id = ${id} for no key update`);
}

/** One finder for each noun: the facts of a row in the viewer's scope, locked against other writers. */
export const finders = {
  group: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('groups', id, tx);
    const s = scope(viewer, tx);
    return first<GroupFacts>(
      s,
      sql`select grp.id, grp.name, grp.slug, grp.access, case when grp.access = 'public' then null else grp.id end as audience,
        grp.is_broadcast as "isBroadcast", grp.allows_guests as "allowsGuests", grp.archived_at is not null as "isArchived", grp.version, mine.role,
        exists (select 1 from ${s.joinRequests} r where r.group_id = grp.id and r.person_id = ${viewer.id} and r.status = 'pending') as "hasAsked"
      from ${s.groups} grp left join ${s.ownMemberships} mine on mine.group_id = grp.id
      where grp.id = ${id}`,
    );
  },
  person: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('people', id, tx);
    const s = scope(viewer, tx);
    return first<PersonFacts>(
      s,
      sql`select p.id, p.name, p.handle, p.kind, p.is_active as "isActive", p.version
      from ${s.people} p where p.id = ${id}`,
    );
  },
  post: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('feed_items', id, tx);
    const s = scope(viewer, tx);
    return first<PostFacts>(
      s,
      sql`select i.id, i.kind, i.author_id as "authorId", i.audience, i.version, i.source, i.tree, (extract(epoch from i.activity_at) * 1000)::float8 as "activityTime", ${placeColumns(viewer)}
      from ${s.items} i ${placeJoins(s)} where i.id = ${id}`,
    );
  },
  comment: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('comments', id, tx);
    const s = scope(viewer, tx);
    return first<CommentFacts>(
      s,
      sql`select c.id, c.item_id as "itemId", c.parent_id as "parentId", c.author_id as "authorId", c.audience, c.version, c.source, c.tree, ${placeColumns(viewer)}
      from ${s.comments} c join ${s.items} i on i.id = c.item_id ${placeJoins(s)} where c.id = ${id}`,
    );
  },
  request: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('join_requests', id, tx);
    const s = scope(viewer, tx);
    return first<RequestFacts>(
      s,
      sql`select r.id, r.group_id as "groupId", r.person_id as "personId", r.status, mine.role
      from ${s.joinRequests} r left join ${s.ownMemberships} mine on mine.group_id = r.group_id
      where r.id = ${id}`,
    );
  },
  topic: (viewer: Viewer, id: string, tx: Tx) => {
    const s = scope(viewer, tx);
    return first<TopicFacts>(s, sql`select t.id, t.key from ${s.topics} t where t.id = ${id}`);
  },
  object: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('objects', id, tx);
    const s = scope(viewer, tx);
    return first<ObjectFacts>(
      s,
      sql`select o.id, o.api_name as "apiName", o.label, o.kind, o.access, o.version from ${s.objects} o where o.id = ${id}`,
    );
  },
  record: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('records', id, tx);
    const s = scope(viewer, tx);
    return first<RecordFacts>(s, recordFacts(s, s.records, id));
  },
  deletedRecord: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('records', id, tx);
    const s = scope(viewer, tx);
    return first<RecordFacts>(s, recordFacts(s, s.deletedRecords, id));
  },
};

function recordFacts(s: Scope, records: SQL, id: string): SQL {
  const me = s.viewer.id;
  const owns = s.viewer.permissions.has('modify_all_data')
    ? sql`true`
    : sql`(rec.owner_id = ${me} or rec.owner_id in ${s.reports})`;
  const writes = sql`(o.access = 'write' and ${s.viewer.kind === 'internal'}) or rec.id in ${s.writableShares}`;
  return sql`select rec.id, rec.object_id as "objectId", o.api_name as object, o.access, o.is_tracked as "isTracked", o.has_topics as "hasTopics",
      rec.name, rec.owner_id as "ownerId", rec.audience, rec.is_private as "isPrivate", rec.deleted_at is not null as "isDeleted", rec.version, rec.raw_values as values,
      case when ${owns} then 'own' when ${writes} then 'write' else 'read' end as level
    from ${records} rec join ${s.objects} o on o.id = rec.object_id where rec.id = ${id}`;
}
