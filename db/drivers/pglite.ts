import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database, Db, Row } from '../database';
import { lockDirectory } from '../lock';
import { countStatement, statementLogger } from './statements';

const BIGINT = 20;
const DATE = 1082;
const parsers = { [BIGINT]: Number, [DATE]: (text: string) => text };

/** The embedded database in this directory, which belongs to one process at a time. */
export async function openPglite(dataDir: string): Promise<Database> {
  const dir = path.join(dataDir, 'pg');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(dir);
  const client = await start(dir).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const db: Db = drizzle(client, { casing: 'snake_case', logger: statementLogger });
  return {
    driver: 'pglite',
    drizzle: db,
    async query(text, params = []) {
      countStatement();
      const result = await client.query<Row>(text, [...params], { parsers });
      return result.rows;
    },
    unhurried: (work) => work(db),
    async close() {
      if (!client.closed) await client.close();
      await unlock();
    },
  };
}

async function start(dir: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: dir, extensions: { citext, pg_trgm, unaccent } });
  } catch (error) {
    // Uncaught, PGlite's own error would print twenty kilobytes of minified source.
    throw new Error(`The embedded database in ${dir} does not open: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
}
