import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '@/db/database';
import { grants } from '@/db/schema/access';
import {
  bookmarks,
  commentLikes,
  comments,
  feedEntries,
  feedItems,
  itemLikes,
  mentions,
  mutes,
  revisions,
} from '@/db/schema/feed';
import { groups, joinRequests, memberships } from '@/db/schema/groups';
import { managerTree, people, personPermissions } from '@/db/schema/people';
import { follows, subjects } from '@/db/schema/subjects';
import { topicAssignments, topics } from '@/db/schema/topics';
import type { Rows } from './rows/rows';

const CHUNK = 500;

/** In the order in which they refer to each other. */
const tables = {
  subjects,
  people,
  managerTree,
  personPermissions,
  groups,
  memberships,
  joinRequests,
  grants,
  topics,
  feedItems,
  topicAssignments,
  feedEntries,
  comments,
  revisions,
  mentions,
  itemLikes,
  commentLikes,
  follows,
  bookmarks,
  mutes,
} satisfies Record<keyof Rows, PgTable>;

/**
 * Writes a company in bulk. No outbox events: this history has been told already, and those who subscribe later
 * must not mail a month of it at once.
 */
export async function insertRows(tx: Pick<Db, 'insert'>, rows: Rows): Promise<void> {
  for (const [name, table] of Object.entries(tables)) await insertAll(tx, table, rows[name as keyof Rows]);
}

async function insertAll(tx: Pick<Db, 'insert'>, table: PgTable, rows: Record<string, unknown>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await tx.insert(table).values(rows.slice(start, start + CHUNK));
  }
}
