import { insertCast } from '@/db/cast';
import type { Database } from '@/db/database';
import { migrateDatabase } from '@/db/migrate';
import { connectDatabase, setDatabase } from '@/db/open';
import { runOn, startPostgres } from './postgres';

/** What a test database begins with: the migrated schema alone, or with the cast of db/cast.ts. */
export type Content = 'empty' | 'cast';

/** Where this run's databases come from; a test file reads it with inject('databases'). */
export type Databases =
  | { kind: 'pg'; server: string; run: string }
  | { kind: 'neon'; server: string; run: string; proxy: string }
  | { kind: 'pglite'; folder: string };

declare module 'vitest' {
  export interface ProvidedContext {
    databases: Databases;
  }
}

export const templateName = (run: string, content: Content) => `chatter_${run}_${content}`;

/** Migrates and fills a new database, and closes it so that it can be copied. */
export async function fill(database: Database, content: Content): Promise<void> {
  // The cast is written by domain functions too, and those use the database of the process.
  const own = setDatabase(database);
  try {
    await migrateDatabase(own);
    if (content === 'cast') await insertCast(own);
  } finally {
    await own.close();
  }
}

/** Starts the server of a run and makes its templates; test files clone them in less than a tenth of a second. */
export async function prepareServer(): Promise<{ server: string; run: string; stop: () => Promise<void> }> {
  const postgres = await startPostgres();
  const server = postgres.url('postgres');
  const run = `${process.pid}_${Date.now().toString(36)}`;
  const empty = templateName(run, 'empty');
  const cast = templateName(run, 'cast');
  const stop = async () => {
    for (const name of [empty, cast]) await runOn(server, `drop database if exists ${name} with (force)`);
    await postgres.stop();
  };
  try {
    await runOn(server, `create database ${empty}`);
    await fill(await connectDatabase({ url: postgres.url(empty) }), 'empty');
    await runOn(server, `create database ${cast} template ${empty}`);
    await fill(await connectDatabase({ url: postgres.url(cast) }), 'cast');
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, run, stop };
}
