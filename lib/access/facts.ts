import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { BodyTree } from '@/lib/body/tree';
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

/** The place an item was posted to: a profile, or a group with one's own role in it. */
export type PlaceFacts = {
  placeKind: 'person' | 'group' | 'topic' | 'record';
  placeId: string;
  access: GroupFacts['access'] | null;
  isArchived: boolean;
  role: GroupFacts['role'];
};

export type PostFacts = PlaceFacts & {
  id: string;
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
};

export type RequestFacts = {
  id: string;
  groupId: string;
  personId: string;
  status: 'pending' | 'accepted' | 'declined';
  role: GroupFacts['role'];
};

export type TopicFacts = { id: string; key: string };

/** Columns of PlaceFacts for an item `i`; joins its place as `grp` and the viewer's own membership as `mine`. */
const placeColumns = sql`(select kind from subjects where id = i.subject_id) as "placeKind", i.subject_id as "placeId",
  grp.access, grp.archived_at is not null as "isArchived", mine.role`;

const placeJoins = (s: Scope) => sql`left join groups grp on grp.id = i.subject_id
  left join ${s.ownMemberships} mine on mine.group_id = i.subject_id`;

async function first<T>(s: Scope, query: ReturnType<typeof sql>): Promise<T | undefined> {
  return (await s.rows<T>(query))[0];
}

/**
 * Waits for whoever writes to the row and keeps others from writing to it until the transaction ends. A statement of its
 * own: what is read in the next one is what the last writer left, not what stood there when the waiting began.
 */
async function lock(table: 'groups' | 'people' | 'feed_items' | 'comments' | 'join_requests', id: string, tx: Tx) {
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
      sql`select i.id, i.author_id as "authorId", i.audience, i.version, i.source, i.tree, (extract(epoch from i.activity_at) * 1000)::float8 as "activityTime", ${placeColumns}
      from ${s.items} i ${placeJoins(s)} where i.id = ${id}`,
    );
  },
  comment: async (viewer: Viewer, id: string, tx: Tx) => {
    await lock('comments', id, tx);
    const s = scope(viewer, tx);
    return first<CommentFacts>(
      s,
      sql`select c.id, c.item_id as "itemId", c.parent_id as "parentId", c.author_id as "authorId", c.audience, c.version, c.source, ${placeColumns}
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
};
