import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { database } from './open';

/** A field of records whose values are to have an index of their own. */
export type IndexedField = { id: string; objectId: string; apiName: string; isNumeric: boolean };

export type IndexState = 'missing' | 'building' | 'broken' | 'ready';

const nameOf = (fieldId: string) => `records_by_${fieldId.replaceAll('-', '')}`;

/** PGlite has one connection, and whoever waits for it waits anyway. */
const concurrently = (): SQL => (database().driver === 'pglite' ? sql`` : sql`concurrently`);

/** How far the index of a field is. One that nobody builds any more and that is not valid was left by a crash. */
export async function indexState(fieldId: string): Promise<IndexState> {
  const [row] = await database().query(
    `select i.indisvalid as "isValid", exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid) as "isBuilding"
    from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname = $1 and c.relnamespace = 'public'::regnamespace`,
    [nameOf(fieldId)],
  );
  if (!row) return 'missing';
  if (row.isValid) return 'ready';
  return row.isBuilding ? 'building' : 'broken';
}

/** The statement is one of definition, which takes no values: they stand in it as escaped literals. */
const inFull = (statement: SQL) => statement.inlineParams();

/** Builds the index by which lists sort and filter, without holding up whoever writes. The expression is that of storedValue. */
export async function buildIndex({ id, objectId, apiName, isNumeric }: IndexedField): Promise<void> {
  const text = sql`(values ->> ${apiName})`;
  const value = isNumeric ? sql`(${text}::numeric)` : sql`(${text} collate "C")`;
  await database().unhurried(async (db) => {
    await db.execute(
      inFull(sql`create index ${concurrently()} if not exists ${sql.identifier(nameOf(id))} on records (${value}, id)
        where object_id = ${objectId} and deleted_at is null`),
    );
  });
}

export async function dropIndex(fieldId: string): Promise<void> {
  await database().unhurried(async (db) => {
    await db.execute(sql`drop index ${concurrently()} if exists ${sql.identifier(nameOf(fieldId))}`);
  });
}
