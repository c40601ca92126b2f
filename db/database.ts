import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The one type of all drivers' databases and of their transactions. */
export type Db = PgDatabase<PgQueryResultHKT>;

export type Driver = 'pglite' | 'pg' | 'neon';

export type Row = Record<string, unknown>;

export type Database = {
  readonly driver: Driver;
  readonly drizzle: Db;
  /**
   * Runs one statement with its values, prepared under a name where the driver can.
   * bigint comes back as number, date as text, timestamptz as Date, on every driver.
   */
  query(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** A connection of its own, without time limits, for migrations. Pglite has only the one. */
  unhurried<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
