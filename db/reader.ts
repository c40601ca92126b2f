import 'server-only';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { database } from './open';
import type { Tx } from './writer';

const dialect = new PgDialect({ casing: 'snake_case' });

/** Runs a read as a statement that the driver prepares once per connection; inside a transaction when one is given. */
export async function rows<T>(query: SQL, tx?: Tx): Promise<T[]> {
  if (tx) return (await tx.execute(query)).rows as T[];
  const { sql, params } = dialect.sqlToQuery(query);
  return (await database().query(sql, params)) as T[];
}
