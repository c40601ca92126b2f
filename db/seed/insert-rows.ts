import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
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
import { listViews } from '@/db/schema/list-views';
import { fieldReaders } from '@/db/schema/objects';
import { managerTree, people, personPermissions } from '@/db/schema/people';
import { groupRecords, recordLinks, recordShares, records, recordTopics } from '@/db/schema/records';
import { follows, subjects } from '@/db/schema/subjects';
import { topicAssignments, topics } from '@/db/schema/topics';
import { recordChanges } from '@/db/schema/tracking';
import type { Tx } from '@/db/writer';
import { insertFields, readDefinitions } from './definitions';
import type { World } from './model';
import { type Rows, rowsOf } from './rows/rows';

const CHUNK = 4000;

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
  fieldReaders,
  topics,
  records,
  recordShares,
  recordLinks,
  recordTopics,
  groupRecords,
  listViews,
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
  recordChanges,
} satisfies Record<keyof Rows, PgTable>;

/**
 * Writes a company into a migrated, empty database. No outbox events: this history has been told already, and those who
 * subscribe later must not mail a month of it at once.
 */
export async function insertWorld(db: Pick<Db, 'insert'>, world: World): Promise<void> {
  const tx = db as unknown as Tx;
  await insertFields(tx, world, await readDefinitions(tx));
  const rows = rowsOf(world, await readDefinitions(tx));
  for (const [name, table] of Object.entries(tables)) await insertAll(tx, table, rows[name as keyof Rows]);
}

async function insertAll(tx: Tx, table: PgTable, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (const [names, group] of byColumns(rows)) {
    for (let start = 0; start < group.length; start += CHUNK) {
      await tx.execute(insertion(table, names.split(' '), group.slice(start, start + CHUNK)));
    }
  }
}

/** Rows with the same columns go together; where a column is not stated the table's default stands. */
function byColumns(rows: readonly Record<string, unknown>[]): Map<string, Record<string, unknown>[]> {
  const alike = new Map<string, Record<string, unknown>[]>();
  for (const row of rows) {
    const names = Object.keys(row)
      .filter((name) => row[name] !== undefined)
      .join(' ');
    const group = alike.get(names);
    if (group) group.push(row);
    else alike.set(names, [row]);
  }
  return alike;
}

/** All rows as one parameter: a parameter for each value of them costs more than the writing itself. */
function insertion(table: PgTable, names: readonly string[], rows: readonly Record<string, unknown>[]): SQL {
  const columns = getTableColumns(table);
  const typed = names.map((name) => {
    const column = columns[name];
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}.`);
    return sql`${sql.identifier(snakeCase(name))} ${sql.raw(column.getSQLType())}`;
  });
  const kept = rows.map((row) => Object.fromEntries(names.map((name) => [snakeCase(name), row[name]])));
  const into = sql.join(
    names.map((name) => sql.identifier(snakeCase(name))),
    sql`, `,
  );
  return sql`insert into ${table} (${into}) select ${into} from json_to_recordset(${JSON.stringify(kept)}::json) as given (${sql.join(typed, sql`, `)})`;
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
