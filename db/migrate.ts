import 'server-only';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database, Db } from './database';

const LOCK = 7_302_116;
// The bundle does not know where its source was; every start is from the project's folder.
const migrationsFolder = path.join(process.cwd(), 'db/migrations');

/**
 * Brings the database up to the newest migration. Everything happens in one transaction under one lock, so that
 * processes that start together queue up, a crash leaves nothing half done, and a pooler between us cannot lose
 * the lock. The book-keeping is drizzle's own.
 */
export async function migrateDatabase(database: Database, folder = migrationsFolder): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  return database.unhurried((db) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const pending = await pendingOf(tx, migrations);
      for (const migration of pending) await apply(tx, migration);
      return pending.length;
    }),
  );
}

/** The date of the newest migration file, which is the date of the database's last one when it is up to date. */
export function newestMigration(): number {
  return readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
}

export async function lastMigration(database: Database): Promise<number> {
  const [row] = await database.query('select max(created_at) as at from drizzle.__drizzle_migrations');
  return Number(row?.at ?? 0);
}

async function pendingOf(tx: Db, migrations: MigrationMeta[]): Promise<MigrationMeta[]> {
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  const last = sql<number>`(select max(created_at) from drizzle.__drizzle_migrations)`.mapWith(Number);
  const [row] = await tx.select({ last }).from(sql`(select 1) as one`);
  return migrations.filter((migration) => migration.folderMillis > (row?.last ?? 0));
}

async function apply(tx: Db, migration: MigrationMeta) {
  for (const statement of migration.sql) if (statement.trim()) await tx.execute(sql.raw(statement));
  await tx.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
  );
}
