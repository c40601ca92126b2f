import { type SQL, sql } from 'drizzle-orm';
import type { Database, Db, Row } from '@/db/database';
import { setDatabase } from '@/db/open';
import { seen } from './eyes';

/** How an attempt ended, and which tables it would have left changed. */
export type Rehearsal = { outcome: unknown; said: string; wrote: string[] };

const watch = `
  create function note_write() returns trigger language plpgsql as $$
  declare what text := tg_table_name;
  begin
    if tg_table_name = 'audit_entries' then what := new.action; end if;
    perform set_config('matrix.wrote', coalesce(current_setting('matrix.wrote', true), '') || what || ' ', true);
    return null;
  end $$;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create trigger note_write after insert or update or delete on %I for each row execute function note_write()', name);
    end loop;
  end $$`;

/** Lets the database tell rehearse() about every row that is written. */
export async function watchWrites(database: Database): Promise<void> {
  for (const statement of watch.split(/;\n {2}(?=do )/)) await database.query(statement);
}

/** A statement with $1, $2 as Drizzle runs it inside its transaction. */
function statement(text: string, params: readonly unknown[]): SQL {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, at) => (at % 2 ? sql`${sql.param(params[Number(part) - 1])}` : sql.raw(part)));
  return sql.join(parts, sql``);
}

class Undone extends Error {}

/**
 * Lets `work` do what it does, transactions of its own included, inside one that is then undone: the next attempt finds
 * everything as it was. For one attempt at a time.
 */
export async function rehearse(real: Database, work: () => Promise<unknown>): Promise<Rehearsal> {
  let rehearsal: Rehearsal = { outcome: undefined, said: '', wrote: [] };
  const undone = real.drizzle.transaction(async (tx) => {
    const execute = (query: SQL) => (tx as unknown as { execute(query: SQL): Promise<{ rows: Row[] }> }).execute(query);
    const query = async (text: string, params: readonly unknown[] = []) =>
      (await execute(statement(text, params))).rows;
    const db = tx as unknown as Db;
    setDatabase({ ...real, drizzle: db, query, unhurried: (long) => long(db) });
    let said = '';
    const outcome = await seen(async () => {
      try {
        await work();
        return 'ok';
      } catch (error) {
        said = error instanceof Error ? `${error.name} ${error.message} ${JSON.stringify(error)}` : String(error);
        throw error;
      }
    });
    const [row] = await query("select current_setting('matrix.wrote', true) as wrote");
    rehearsal = {
      outcome,
      said,
      wrote: String(row?.wrote ?? '')
        .split(' ')
        .filter(Boolean),
    };
    throw new Undone();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  setDatabase(real);
  return rehearsal;
}
