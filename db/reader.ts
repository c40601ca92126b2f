import 'server-only';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { database } from './open';
import type { Tx } from './writer';

const dialect = new PgDialect({ casing: 'snake_case' });

/** Runs a read as a statement that the driver prepares once per connection; inside a transaction when one is given. */
export async function rows<T>(query: SQL, tx?: Tx): Promise<T[]> {
  if (tx) return (await tx.execute(query)).rows as T[];
  const { sql, params } = shareLists(dialect.sqlToQuery(query));
  return (await database().query(sql, params)) as T[];
}

type Statement = { sql: string; params: unknown[] };

/** A list that a statement names in many places is sent once: the audiences of the viewer stand in every relation. */
function shareLists({ sql, params }: Statement): Statement {
  const kept: unknown[] = [];
  const places = params.map((value) => {
    const known = Array.isArray(value) ? kept.indexOf(value) : -1;
    return known < 0 ? kept.push(value) : known + 1;
  });
  if (kept.length === params.length) return { sql, params };
  return { sql: sql.replace(/\$(\d+)/g, (_, place) => `$${places[Number(place) - 1]}`), params: kept };
}
